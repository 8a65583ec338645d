import fc from 'fast-check';
import { canonical } from './canonical.js';
import { decodeEntry, encodeEntry, EntryFault, MAX_ENTRY_BYTES, type EntryBody } from './entry.js';
import { isoInstant } from './instant.js';
import { EMPTY_DIGESTS } from './state-digest.js';
import { sampleBody } from './testing/chain.js';

const body = sampleBody(2, 'ab'.repeat(32));
const bytesOf = (text: string): Uint8Array => Buffer.from(text, 'utf8');

const digest = fc.stringMatching(/^[0-9a-f]{64}$/);
const code = fc.stringMatching(/^[A-Za-z][\w.-]{0,20}$/);
const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 });
const parts = fc.record({ flow: digest, work: digest, trail: digest });
const entries: fc.Arbitrary<EntryBody> = fc
  .record({
    schema: fc.constant(1 as const),
    unit: text,
    stream: text,
    seq: fc.integer({ min: 2 }),
    at: fc.integer({ min: 0, max: 4e12 }).map(isoInstant),
    previous: digest,
    principal: fc.oneof(
      fc.record({ kind: fc.constant('person' as const), id: text, account: text }),
      fc.record({ kind: fc.constantFrom('system' as const, 'worker' as const), id: text }),
    ),
    command: code,
    decision: fc.oneof(
      fc.constant('accepted' as const),
      fc.record({ refused: fc.array(code, { minLength: 1, maxLength: 3 }) }),
    ),
    versions: fc.record({ engine: text, policy: text, organisation: fc.nat(), definition: fc.option(digest) }),
    content: fc.dictionary(code, digest),
    state: fc.option(parts),
  })
  .chain((entry) =>
    fc.option(parts).map((full) => {
      if (full === null || entry.state === null) return entry;
      return { ...entry, full, content: { ...entry.content, full: full.flow } };
    }),
  );

test('the first entry of a stream, byte by byte', () => {
  expect(Buffer.from(encodeEntry(sampleBody(1, null))).toString()).toBe(
    `{"at":"2026-01-01T00:00:01.000Z","command":"completeWork","content":{},"decision":"accepted","previous":null,` +
      `"principal":{"account":"A1","id":"P1","kind":"person"},"schema":1,"seq":1,` +
      `"state":{"flow":"${'0'.repeat(64)}","trail":"${'0'.repeat(64)}","work":"${'0'.repeat(64)}"},` +
      `"stream":"instance:I1","unit":"U1","versions":{"definition":"${'d0'.repeat(32)}","engine":"1.0.0",` +
      `"organisation":12,"policy":"plain-1"}}`,
  );
});

test('property: what is written is canonical and reads back', () => {
  fc.assert(
    fc.property(entries, (entry) => {
      const bytes = encodeEntry(entry);
      expect(Buffer.from(bytes).toString()).toBe(canonical(entry));
      expect(canonical(decodeEntry(bytes))).toBe(canonical(entry));
    }),
  );
});

test('property: the writer refuses what the reader would', () => {
  const zeros = '0'.repeat(64);
  const texts = ['', '\ud800', 'x'.repeat(301), 'x'.repeat(300)];
  const wrong: [keyof EntryBody, unknown][] = [
    ...texts.flatMap((each): [keyof EntryBody, unknown][] => [
      ['unit', each],
      ['stream', each],
      ['command', each],
      ['principal', { kind: 'person', id: each }],
      ['principal', { kind: 'person', id: 'P1', account: each }],
      ['versions', { ...body.versions, engine: each }],
      ['versions', { ...body.versions, policy: each }],
    ]),
    ...[0, -1, 1, 1.5, NaN, 2 ** 53].map((each): [keyof EntryBody, unknown] => ['seq', each]),
    ...[-1, 1.5].map((each): [keyof EntryBody, unknown] => ['versions', { ...body.versions, organisation: each }]),
    ...['', '2026-02-30T00:00:00.000Z', '2026-01-01'].map((each): [keyof EntryBody, unknown] => ['at', each]),
    ...['', zeros.slice(1), 'A'.repeat(64), null].map((each): [keyof EntryBody, unknown] => ['previous', each]),
    ...[[], ['a b'], Array<string>(201).fill('a')].map((refused): [keyof EntryBody, unknown] => [
      'decision',
      { refused },
    ]),
    ['principal', { kind: 'cat', id: 'x' }],
    ['command', 'a b'],
    ['content', { 'a b': zeros }],
    ['content', { a: 'A'.repeat(64) }],
    ['content', Object.fromEntries(Array.from({ length: 201 }, (_, i) => [`p${i}`, zeros]))],
    ['state', { ...EMPTY_DIGESTS, flow: 'x' }],
    ['full', { ...EMPTY_DIGESTS, work: 'x' }],
    ['full', EMPTY_DIGESTS],
  ];
  fc.assert(
    fc.property(entries, fc.constantFrom(...wrong), (entry, [member, value]) => {
      const changed = { ...entry, [member]: value } as EntryBody;
      const refused = attempt(() => encodeEntry(changed));
      if (refused === null) expect(canonical(decodeEntry(encodeEntry(changed)))).toBe(canonical(changed));
      else expect(attempt(() => decodeEntry(bytesOf(JSON.stringify(changed))))).not.toBeNull();
    }),
    { numRuns: 1000 },
  );
});

/** The fault that was thrown; null when none was. */
function attempt(act: () => unknown): EntryFault | null {
  try {
    act();
    return null;
  } catch (error) {
    if (error instanceof EntryFault) return error;
    throw error;
  }
}

describe('the reader refuses', () => {
  const good = canonical(body);
  const withMember = (member: object): string => canonical({ ...body, ...member });

  test.each<[string, string, string]>([
    ['no JSON', '{', 'is not JSON'],
    ['a list', '[]', 'the entry is no object'],
    ['a missing member', canonical({ ...JSON.parse(good), unit: [] }).replace('"unit":[],', ''), 'has no member unit'],
    ['an unknown member', withMember({ note: 'x' }), 'a member that entries do not have: note'],
    [
      'an unknown member within',
      withMember({ principal: { kind: 'person', id: 'P1', name: '某甲' } }),
      'do not have: name',
    ],
    ['another schema', withMember({ schema: 2 }), '.schema is not 1'],
    ['a number for a text', withMember({ unit: 7 }), '.unit is no text of 1 to 300'],
    ['an empty id', withMember({ principal: { kind: 'person', id: '' } }), '.principal.id is no text'],
    [
      'another kind of principal',
      withMember({ principal: { kind: 'cat', id: 'x' } }),
      '.principal.kind is not "person" or',
    ],
    ['entry 0', withMember({ seq: 0 }), '.seq is no integer from 1 on'],
    ['a moment without milliseconds', withMember({ at: '2026-01-01T00:00:00Z' }), '.at is no moment'],
    ['a digest in capitals', withMember({ previous: 'AB'.repeat(32) }), '.previous is no SHA-256'],
    ['a first entry that follows another', withMember({ seq: 1 }), '.previous is null in the first entry'],
    ['a later entry that follows none', withMember({ previous: null }), '.previous is null in the first entry'],
    ['another decision', withMember({ decision: 'perhaps' }), '.decision is neither'],
    ['a refusal without reason', withMember({ decision: { refused: [] } }), '.decision.refused is no list'],
    [
      'a reason in prose',
      withMember({ decision: { refused: ['A', '张三 is late'] } }),
      '.decision.refused[1] is no code',
    ],
    ['a piece that is no digest', withMember({ content: { command: 'x' } }), '.content.command is no SHA-256'],
    [
      'too many pieces',
      withMember({ content: Object.fromEntries(Array.from({ length: 201 }, (_, i) => [`p${i}`, 'x'])) }),
      'more than 200',
    ],
    [
      'half a state',
      withMember({ state: { flow: '0'.repeat(64), work: '0'.repeat(64) } }),
      '.state has no member trail',
    ],
    ['a whole state of none', withMember({ state: null, full: EMPTY_DIGESTS }), '.full is there, but .state is null'],
    ['a whole state without salt', withMember({ full: EMPTY_DIGESTS }), 'no piece full that holds its salt'],
    ['a space', good.replace('{', '{ '), 'not written in canonical JSON'],
    ['an escape for a letter', good.replace('"U1"', '"\\u00551"'), 'not written in canonical JSON'],
    ['a member twice', good.replace('{', '{"unit":"U0",'), 'not written in canonical JSON'],
    ['a number written otherwise', good.replace('"seq":2', '"seq":2.0'), 'not written in canonical JSON'],
    ['half a surrogate pair', good.replace('"U1"', '"\\ud800"'), 'not written in canonical JSON'],
    ['a byte order mark', `\ufeff${good}`, 'not written in canonical JSON'],
    ['more bytes than a tile holds', good + ' '.repeat(MAX_ENTRY_BYTES), 'more than 65535'],
  ])('%s', (_name, written, message) => {
    expect(() => decodeEntry(bytesOf(written))).toThrow(EntryFault);
    expect(() => decodeEntry(bytesOf(written))).toThrow(message);
  });

  test('bytes that are not UTF-8', () => {
    const bytes = bytesOf(good.replace('"U1"', '"U\u00e9"'));
    bytes[bytes.indexOf(0xc3)] = 0xff;
    expect(() => decodeEntry(bytes)).toThrow('not written in canonical JSON');
  });
});

test('the writer says what is wrong with a body', () => {
  expect(() => encodeEntry({ ...body, command: 'a b' })).toThrow('the entry.command is no code');
  expect(() => encodeEntry({ ...body, unit: '\ud800' })).toThrow('half a surrogate pair');
  const content = Object.fromEntries(Array.from({ length: 200 }, (_, i) => [`p${i}`.padEnd(99, 'x'), 'ab'.repeat(32)]));
  expect(encodeEntry({ ...body, content }).length).toBeLessThanOrEqual(MAX_ENTRY_BYTES);
});
