import { entryRow, sha } from '../rows.js';
import { type Given } from './given.js';

/** Entries and papers. */
export function describeEvidenceQueries(given: Given): void {
  test('entries come in order with what they commit to, by unit', async () => {
    const stream = 'organisation';
    const entries = [3, 1, 2].map((seq) =>
      entryRow(stream, seq, { unit: 'E1', refused: seq === 2 ? 'NOT_OFFERED' : null }),
    );
    const content = { unit: 'E1', stream, seq: 2, pieces: '{"a":{"salt":"x","value":1}}' };
    await given.write({
      entries: { add: [...entries, entryRow(stream, 1, { unit: 'E2' }), entryRow('definitions', 1, { unit: 'E1' })] },
      contents: { add: [content] },
    });
    const [third, first, second] = entries;
    expect(await given.queries.entries('E1', stream, 1, 10)).toEqual([
      { ...first, content: null },
      { ...second, content },
      { ...third, content: null },
    ]);
    expect(await given.queries.entries('E1', stream, 2, 1)).toEqual([{ ...second, content }]);
    expect(await given.queries.entries('E2', stream, 1, 10)).toHaveLength(1);
    expect(await given.queries.streams('E1', '', 10)).toEqual(['definitions', 'organisation']);
    expect(await given.queries.streams('E1', 'definitions', 10)).toEqual(['organisation']);
    expect(await given.queries.streams('E1', '', 1)).toEqual(['definitions']);
  });

  test('refusals, exceptions and readings are told apart from all that is usual, newest first, by when they were made', async () => {
    const entry = (seq: number, kind: string, refused: string | null = null) =>
      entryRow('instance:N1', seq, { unit: 'N1', at: seq * 10, kind, refused });
    await given.write({
      entries: {
        add: [
          ...[entry(1, 'startInstance'), entry(2, 'completeWork', 'NOT_OFFERED'), entry(3, 'freezeInstance')],
          ...[entry(4, 'freezeInstance', 'DISCIPLINE_ONLY'), entry(5, 'inspectInstance'), entry(6, 'cancelInstance')],
        ],
      },
    });
    const seqs = async (filter: object) =>
      (await given.queries.noted({ unit: 'N1', noted: 'refusal', ...filter }, { limit: 10 })).rows.map(
        ({ seq }) => seq,
      );
    expect(await seqs({})).toEqual([4, 2]);
    expect(await seqs({ noted: 'exception' })).toEqual([6, 3]);
    expect(await seqs({ noted: 'exception', from: 31 })).toEqual([6]);
    expect(await seqs({ noted: 'exception', from: 30, until: 60 })).toEqual([3]);
    expect(await seqs({ noted: 'reading' })).toEqual([5]);
    expect(await seqs({ unit: 'N2' })).toEqual([]);
    const first = await given.queries.noted({ unit: 'N1', noted: 'refusal' }, { limit: 1 });
    expect(first.rows).toEqual([
      {
        ...{ unit: 'N1', stream: 'instance:N1', seq: 4, at: 40, noted: 'refusal', kind: 'freezeInstance' },
        ...{ principal: entry(4, 'freezeInstance').principal, refused: 'DISCIPLINE_ONLY' },
      },
    ]);
    const next = await given.queries.noted({ unit: 'N1', noted: 'refusal' }, { limit: 1, after: first.next ?? '' });
    expect(next.rows.map(({ seq }) => seq)).toEqual([2]);
    expect(next.next).toBeNull();
  });

  test('papers are listed by the entry that brought them', async () => {
    const paper = (seq: number, name: string) => ({
      ...{
        instance: 'I9',
        seq,
        unit: 'U1',
        name,
        digest: sha(name),
        size: 7,
        type: 'application/pdf',
        item: null,
        evidence: null,
        at: seq,
      },
      by: 'person:P1',
    });
    await given.write({ attachments: { add: [paper(2, '合同.pdf'), paper(1, '合同.pdf'), paper(1, 'a.pdf')] } });
    expect(await given.queries.attachments('I9')).toEqual([
      paper(1, 'a.pdf'),
      paper(1, '合同.pdf'),
      paper(2, '合同.pdf'),
    ]);
  });
}
