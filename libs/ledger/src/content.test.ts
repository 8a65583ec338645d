import fc from 'fast-check';
import { canonical, type CanonicalText } from './canonical.js';
import { commitment } from './commitment.js';
import { ContentFault, eraseContent, readContent, sealContent } from './content.js';
import { PORTABLE_HASHING as hashing } from './hashing.js';

const secret = Uint8Array.from({ length: 32 }, (_, i) => 255 - i);
const pieces = { flow: canonical([1]), full: canonical(null), command: canonical({ kind: 'claimWork' }) };

test('each piece is committed to with its own salt', () => {
  const sealed = sealContent(hashing, secret, pieces);
  const read = readContent(sealed.text);
  expect([...read.keys()]).toEqual(['command', 'flow', 'full']);
  const salts = [...read.values()].map((piece) => ('salt' in piece ? piece.salt : ''));
  expect(new Set(salts).size).toBe(3);
  expect(sealed.commitments).toEqual({
    command: commitment(hashing, salts[0]!, pieces.command),
    flow: commitment(hashing, salts[1]!, pieces.flow),
    full: commitment(hashing, salts[2]!, pieces.full),
  });
  expect(sealed.salts).toEqual({ command: salts[0], flow: salts[1], full: salts[2] });
});

test('what is to be forgotten is committed to and not stored', () => {
  const sealed = sealContent(hashing, secret, pieces, ['command']);
  expect(readContent(sealed.text).get('command')).toEqual({ erased: true });
  expect(sealed.commitments).toEqual(sealContent(hashing, secret, pieces).commitments);
});

test('an erased piece leaves neither value nor salt', () => {
  const { text } = sealContent(hashing, secret, pieces);
  const erased = eraseContent(text, ['command', 'full']);
  expect(readContent(erased).get('command')).toEqual({ erased: true });
  expect(readContent(erased).get('full')).toEqual({ erased: true });
  expect(readContent(erased).get('flow')).toEqual(readContent(text).get('flow'));
  expect(eraseContent(erased, ['command'])).toBe(erased);
  expect(() => eraseContent(text, ['trail'])).toThrow('no piece trail; there are: command, flow, full');
});

test('property: what is sealed reads back', () => {
  const values = fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), fc.jsonValue({ stringUnit: 'binary' }));
  fc.assert(
    fc.property(values, (contents) => {
      const texts = Object.entries(contents).map(([name, value]): [string, CanonicalText] => [name, canonical(value)]);
      const { text, commitments } = sealContent(hashing, secret, Object.fromEntries(texts));
      const read = [...readContent(text)].map(([name, piece]) => [
        name,
        canonical('value' in piece ? piece.value : null),
      ]);
      expect(Object.fromEntries(read)).toEqual(Object.fromEntries(texts));
      expect(Object.keys(commitments).sort()).toEqual(Object.keys(contents).sort());
    }),
  );
});

test('a secret of another length is refused', () => {
  expect(() => sealContent(hashing, new Uint8Array(31), pieces)).toThrow('32 bytes, not 31');
});

describe('the reader refuses', () => {
  const salt = 'ab'.repeat(16);
  test.each<[string, string, string]>([
    ['no JSON', '{', 'is not JSON'],
    ['a list', '[]', 'is no object'],
    ['null', 'null', 'is no object'],
    ['a piece that is none', '{"a":1}', 'piece a is neither'],
    ['a value without salt', '{"a":{"value":1}}', 'piece a is neither'],
    ['a salt without value', `{"a":{"salt":"${salt}"}}`, 'piece a is neither'],
    ['a short salt', '{"a":{"salt":"ab","value":1}}', 'piece a is neither'],
    ['a salt that is a number', '{"a":{"salt":1,"value":1}}', 'piece a is neither'],
    ['erased, or not', '{"a":{"erased":false}}', 'piece a is neither'],
    ['erased, and not', `{"a":{"erased":true,"salt":"${salt}","value":1}}`, 'piece a is neither'],
    ['a space', `{"a": {"salt":"${salt}","value":1}}`, 'not written in canonical JSON'],
    ['half a surrogate pair', `{"a":{"salt":"${salt}","value":"\\ud800"}}`, 'has no canonical form'],
  ])('%s', (_name, text, message) => {
    expect(() => readContent(text)).toThrow(ContentFault);
    expect(() => readContent(text)).toThrow(message);
  });
});
