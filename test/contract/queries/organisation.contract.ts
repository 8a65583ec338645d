import type { FactRow } from '@quanheng/runtime/ports';
import { recordRow } from '../rows.js';
import { all, type Given } from './given.js';

/** What a unit has beyond its instances: the organisation and scope records. */
export function describeOrganisationQueries(given: Given): void {
  test('scope records are listed by kind', async () => {
    await given.write({ records: { put: ['b', 'a', 'c'].map((id) => recordRow(id, 1)) } });
    expect((await all(2, (page) => given.queries.records('U1', 'contract', page))).map(({ id }) => id)).toEqual([
      'a',
      'b',
      'c',
    ]);
    expect((await given.queries.records('U1', 'project', { limit: 5 })).rows).toEqual([]);
  });

  test('a scope record is found by unit, kind and id, however many there are', async () => {
    const rows = Array.from({ length: 210 }, (_, index) => ({ ...recordRow(`n${index}`, 1, `${index}`), unit: 'R' }));
    await given.write({
      records: { put: [...rows, { ...recordRow('n7', 1, '"other"'), unit: 'R', kind: 'project' }] },
    });
    expect(await given.queries.record('R', 'contract', 'n209')).toEqual(rows[209]);
    expect((await given.queries.record('R', 'project', 'n7'))?.value).toBe('"other"');
    const absent: readonly (readonly [string, string, string])[] = [
      ['S', 'contract', 'n7'],
      ['R', 'contract', 'N7'],
      ['R', 'contract', 'n7 '],
    ];
    for (const key of absent) {
      expect(await given.queries.record(...key)).toBeNull();
    }
  });

  test('the organisation is known as it was at any version, and by what changed since', async () => {
    const person = (id: string, from: number, since: number, name: string): FactRow => ({
      fact: { kind: 'person', id, from, to: null, data: { name } },
      ...{ since, until: null },
    });
    const credential = { account: 'A1', hash: 'argon2id$x', mustChange: true, changedAt: 7 };
    const one = [person('P1', 0, 1, '张三'), person('P2', 0, 1, '李四')];
    const write1 = { facts: one, superseded: [], credentials: [credential] };
    const two = [person('P1', 5, 2, '张叁')];
    const superseded = [{ kind: 'person', id: 'P1', from: 0 }] as const;
    const ended = [{ ...one[0]!, fact: { ...one[0]!.fact, to: 5 }, since: 2 }];
    const write2 = { facts: [...ended, ...two], superseded, credentials: [{ ...credential, mustChange: false }] };
    await given.write({ organisation: { unit: 'O', version: 1, rows: write1 } });
    await given.write({ organisation: { unit: 'O', version: 2, rows: write2 } });
    const gone = { ...one[0], until: 2 };
    expect(sorted(await given.queries.facts('O', 0, 2))).toEqual(sorted([gone, one[1], ...ended, ...two] as FactRow[]));
    expect(sorted(await given.queries.facts('O', 1, 2))).toEqual(sorted([gone, ...ended, ...two] as FactRow[]));
    expect(await given.queries.facts('O', 2, 2)).toEqual([]);
    expect(await given.queries.credential('O', 'A1')).toEqual({ ...credential, mustChange: false });
    expect(await given.queries.organisationVersion('O')).toBe(2);
    expect(await given.queries.units()).toEqual([{ unit: 'O', organisation: 2 }]);
  });
}

function sorted(rows: readonly FactRow[]): readonly FactRow[] {
  const key = ({ fact, since }: FactRow): string => `${fact.id} ${fact.from} ${since}`;
  return [...rows].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}
