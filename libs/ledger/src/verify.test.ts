import fc from 'fast-check';
import { canonical } from './canonical.js';
import { eraseContent } from './content.js';
import { decodeEntry, encodeEntry, type EntryBody } from './entry.js';
import { leafHash } from './merkle.js';
import { NAME, sampleBody, sampleChain } from './testing/chain.js';
import { NATIVE_HASHING as hashing } from './testing/native-hashing.js';
import { ChainCheck, verifyChain, type Link } from './verify.js';

const { links, head } = sampleChain(5);

function codesOf(changed: readonly Link[]): string[] {
  return verifyChain(hashing, NAME, changed, head).findings.map(({ seq, code }) => `${seq} ${code}`);
}

/** The chain with one link changed. */
function withLink(index: number, change: (link: Link) => Partial<Link>): Link[] {
  return links.map((link, i) => (i === index ? { ...link, ...change(link) } : link));
}

/** One entry rewritten by somebody who can also put in the leaf that fits. */
function withBody(index: number, change: (body: EntryBody) => EntryBody): Link[] {
  return withLink(index, (link) => {
    const bytes = encodeEntry(change(decodeEntry(link.bytes)));
    return { bytes, leaf: leafHash(hashing, bytes) };
  });
}

test('a good chain has no findings', () => {
  expect(verifyChain(hashing, NAME, links, head)).toEqual({ entries: 5, findings: [], erased: [] });
  expect(verifyChain(hashing, NAME, [], { seq: 0, leaf: null })).toEqual({ entries: 0, findings: [], erased: [] });
});

test('erased pieces are told apart from findings, and the chain stays good', () => {
  const erased = withLink(2, ({ content }) => ({ content: eraseContent(content!, ['command', 'full']) }));
  expect(verifyChain(hashing, NAME, erased, head)).toEqual({
    entries: 5,
    findings: [],
    erased: [
      { seq: 3, piece: 'command' },
      { seq: 3, piece: 'full' },
    ],
  });
});

test('what fits its commitment is handed on, with the entry', () => {
  const checked = new ChainCheck(hashing, NAME).next(links[0]!);
  expect(checked.body?.command).toBe('completeWork');
  expect(checked.leaf).toBe(links[0]!.leaf);
  expect(checked.pieces.get('flow')).toMatchObject({ value: [{ type: 'elementCompleted', id: 1 }] });
});

test('property: a changed byte anywhere is found', () => {
  // Every thirteenth place of every stored text; where to begin and how to change it are drawn.
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 255 }), fc.nat(), (mask, start) => {
      for (const [index, link] of links.entries()) {
        for (const field of ['bytes', 'leaf', 'content'] as const) {
          const bytes = Buffer.from(link[field] as string | Uint8Array);
          for (let place = start % 13; place < bytes.length; place += 13) {
            const changed = Buffer.from(bytes);
            changed[place]! ^= mask;
            const value = field === 'bytes' ? changed : changed.toString();
            const findings = codesOf(withLink(index, () => ({ [field]: value })));
            if (findings.length === 0)
              throw new Error(`entry ${index + 1}: ${field} at ${place} ^ ${mask} is not found`);
          }
        }
      }
    }),
    { numRuns: 5 },
  );
});

describe('an entry rewritten together with its leaf', () => {
  const other = 'ee'.repeat(32);
  const changes: [string, (body: EntryBody) => EntryBody, string[]][] = [
    ['unit', (body) => ({ ...body, unit: 'U2' }), ['other-stream']],
    ['stream', (body) => ({ ...body, stream: 'instance:I2' }), ['other-stream']],
    ['seq', (body) => ({ ...body, seq: body.seq + 1 }), ['seq-differs']],
    ['at', (body) => ({ ...body, at: '1999-01-01T00:00:00.000Z' }), ['time-runs-back']],
    ['previous', (body) => ({ ...body, previous: other }), ['previous-differs']],
    ['principal', (body) => ({ ...body, principal: { kind: 'person', id: 'P2', account: 'A1' } }), []],
    ['account', (body) => ({ ...body, principal: { kind: 'person', id: 'P1', account: 'A2' } }), []],
    ['command', (body) => ({ ...body, command: 'claimWork' }), []],
    ['decision', (body) => ({ ...body, decision: { refused: ['X'] } }), []],
    ['engine', (body) => ({ ...body, versions: { ...body.versions, engine: '9' } }), []],
    ['organisation', (body) => ({ ...body, versions: { ...body.versions, organisation: 1 } }), []],
    ['definition', (body) => ({ ...body, versions: { ...body.versions, definition: null } }), []],
    ['state', (body) => ({ ...body, state: { ...body.state!, work: other } }), ['state-digest-differs']],
    ['no state', ({ full: _, ...body }) => ({ ...body, state: null }), ['state-digest-differs']],
    ['content', (body) => ({ ...body, content: { ...body.content, command: other } }), ['commitment-differs']],
    ['a piece more', (body) => ({ ...body, content: { ...body.content, more: other } }), ['content-missing']],
    [
      'a piece fewer',
      ({ content: { command: _, ...content }, ...body }) => ({ ...body, content }),
      ['content-unknown'],
    ],
  ];

  test.each(changes)('%s: within the chain the next entry tells, or another finding', (_name, change, codes) => {
    const found = codesOf(withBody(3, change));
    for (const code of codes) expect(found).toContain(`4 ${code}`);
    expect(found).toContain('5 previous-differs');
  });

  test.each(changes)('%s: at the end the head tells', (_name, change) => {
    expect(codesOf(withBody(4, change))).toContain('5 head-differs');
  });
});

describe('what is found of', () => {
  test('a chain without its end', () => {
    expect(codesOf(links.slice(0, 4))).toEqual(['4 head-differs']);
    expect(codesOf([])).toEqual(['0 head-differs']);
  });

  test('a missing entry', () => {
    const found = codesOf(links.filter(({ seq }) => seq !== 2));
    expect(found).toEqual(['3 seq-gap', '3 previous-differs']);
  });

  test('a missing beginning', () => {
    expect(codesOf(links.slice(1))).toContain('2 seq-gap');
  });

  test('an entry twice, and two that changed places', () => {
    expect(codesOf([...links.slice(0, 3), ...links.slice(2)])).toContain('3 seq-gap');
    expect(codesOf([links[0]!, links[2]!, links[1]!, ...links.slice(3)])).toEqual(
      expect.arrayContaining(['3 previous-differs', '2 previous-differs', '4 previous-differs']),
    );
  });

  test('an entry that is none; the chain goes on behind it', () => {
    const bytes = Buffer.from('{}');
    const found = codesOf(withLink(1, () => ({ bytes, leaf: leafHash(hashing, bytes) })));
    expect(found).toEqual(['2 entry-unreadable', '3 previous-differs']);
  });

  test('a chain of another stream', () => {
    const { findings } = verifyChain(hashing, { unit: 'U1', stream: 'instance:I2' }, links);
    expect(findings.map(({ code }) => code)).toEqual(Array(5).fill('other-stream'));
  });

  test('a lost row of content', () => {
    expect(codesOf(withLink(0, () => ({ content: null })))).toEqual(Array(3).fill('1 content-missing'));
  });

  test('content that is none', () => {
    expect(codesOf(withLink(0, () => ({ content: 'x' })))).toContain('1 content-unreadable');
  });

  test('the content of another entry', () => {
    expect(codesOf(withLink(0, () => ({ content: links[3]!.content })))).toEqual(Array(3).fill('1 commitment-differs'));
  });

  test('a value changed, its salt kept', () => {
    const changed = withLink(0, ({ content }) => ({ content: content!.replace('100', '900') }));
    expect(codesOf(changed)).toEqual(['1 commitment-differs']);
  });

  test('content that nobody committed to', () => {
    const changed = withLink(0, ({ content }) => {
      const pieces = JSON.parse(content!) as object;
      return { content: canonical({ ...pieces, note: { erased: true } }) };
    });
    expect(codesOf(changed)).toEqual(['1 content-unknown']);
  });

  test('time that runs backwards', () => {
    const first = encodeEntry(sampleBody(1, null));
    const leaf = leafHash(hashing, first);
    const second = encodeEntry({ ...sampleBody(2, leaf), at: sampleBody(0, null).at });
    const chain = [first, second].map((bytes, i) => ({
      seq: i + 1,
      bytes,
      leaf: leafHash(hashing, bytes),
      content: '{}',
    }));
    expect(verifyChain(hashing, NAME, chain).findings.map(({ code }) => code)).toEqual(['time-runs-back']);
  });
});
