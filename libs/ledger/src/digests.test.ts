import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { canonical } from './canonical.js';
import { commitment, pieceSalt } from './commitment.js';
import { PORTABLE_HASHING } from './hashing.js';
import { leafHash, nodeHash } from './merkle.js';
import { advance, chainDigest, EMPTY_DIGEST, EMPTY_DIGESTS, fullDigest } from './state-digest.js';
import { NATIVE_HASHING } from './testing/native-hashing.js';

const hashing = PORTABLE_HASHING;
const secret = Uint8Array.from({ length: 32 }, (_, i) => i);
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

test('the portable hashing is that of the platform', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.array(fc.uint8Array()), (text, parts) => {
      expect(hashing.text(text)).toBe(NATIVE_HASHING.text(text));
      expect([...hashing.bytes(...parts)]).toEqual([...NATIVE_HASHING.bytes(...parts)]);
    }),
  );
});

describe('Merkle hashes', () => {
  // The known leaves and roots of the reference implementation of certificate transparency (merkle_tree_test).
  test('of the empty leaf', () => {
    expect(leafHash(hashing, new Uint8Array())).toBe(
      '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
    );
  });

  test('of two leaves', () => {
    const [left, right] = [new Uint8Array(), Uint8Array.of(0)].map((each) =>
      Buffer.from(leafHash(hashing, each), 'hex'),
    );
    expect(Buffer.from(nodeHash(hashing, left!, right!)).toString('hex')).toBe(
      'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
    );
  });
});

describe('commitments', () => {
  test('are what three lines and sha256sum give', () => {
    const salt = pieceSalt(hashing, secret, 'command');
    const hexSecret = '000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f';
    expect(salt).toBe(sha256(`quanheng/salt/v1\n${hexSecret}\ncommand`).slice(0, 32));
    expect(commitment(hashing, salt, canonical({ b: 1, a: '权' }))).toBe(
      sha256(`quanheng/commitment/v1\n${salt}\n{"a":"权","b":1}`),
    );
  });

  test('each piece has its own salt, and each entry', () => {
    const other = Uint8Array.from(secret, (byte) => byte ^ 1);
    const salts = [secret, other].flatMap((each) =>
      ['command', 'flow', 'full'].map((name) => pieceSalt(hashing, each, name)),
    );
    expect(new Set(salts).size).toBe(6);
  });

  test('a secret of another length is refused', () => {
    expect(() => pieceSalt(hashing, new Uint8Array(16), 'command')).toThrow('32 bytes, not 16');
  });
});

describe('state digests', () => {
  const events = sha256('some commitment');

  test('are what the lines and sha256sum give', () => {
    expect(chainDigest(hashing, 'flow', EMPTY_DIGEST, events)).toBe(
      sha256(`quanheng/chain/v1/flow\n${'0'.repeat(64)}\n${events}`),
    );
    expect(fullDigest(hashing, 'work', 'ab', canonical([]))).toBe(sha256('quanheng/state/v1/work\nab\n[]'));
  });

  test('move on where there are events, and only there', () => {
    const next = advance(hashing, EMPTY_DIGESTS, { command: events, flow: events, trail: events });
    expect(next).toEqual({
      flow: chainDigest(hashing, 'flow', EMPTY_DIGEST, events),
      work: EMPTY_DIGEST,
      trail: chainDigest(hashing, 'trail', EMPTY_DIGEST, events),
    });
    expect(next.flow).not.toBe(next.trail);
  });
});
