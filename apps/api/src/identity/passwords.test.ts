import { randomBytes } from 'node:crypto';
import type * as Argon2 from '@node-rs/argon2';
import { verify } from '@node-rs/argon2';
import { DEFAULT_IDENTITY } from './config.js';
import { Passwords } from './passwords.js';

jest.mock('@node-rs/argon2', () => {
  const real = jest.requireActual<typeof Argon2>('@node-rs/argon2');
  return { ...real, verify: jest.fn(real.verify) };
});
const tried = jest.mocked(verify);

const CHEAP = { memoryCost: 8, timeCost: 1, parallelism: 1 };
const random = (bytes: number): Uint8Array => randomBytes(bytes);

describe('passwords', () => {
  test('are hashed by Argon2id with what OWASP asks for, each with a salt of its own', async () => {
    const passwords = new Passwords(DEFAULT_IDENTITY.argon2, random);
    const [one, other] = await Promise.all([passwords.hash('correct horse'), passwords.hash('correct horse')]);
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(other).not.toBe(one);
    expect(await passwords.verify(one, 'correct horse')).toBe(true);
    expect(await passwords.verify(one, 'correct horsf')).toBe(false);
  });

  test('belong to no account that has none', async () => {
    const passwords = new Passwords(CHEAP, () => new Uint8Array(32));
    expect(await passwords.verify(null, 'anything')).toBe(false);
    expect(await passwords.verify(null, Buffer.from(new Uint8Array(32)).toString('base64'))).toBe(false);
  });

  test('take as long to try whether or not there is an account: a hash with the same parameters is tried', async () => {
    const passwords = new Passwords(DEFAULT_IDENTITY.argon2, random);
    const hash = await passwords.hash('correct horse');
    tried.mockClear();
    expect(await passwords.verify(hash, 'wrong')).toBe(false);
    expect(await passwords.verify(null, 'wrong')).toBe(false);
    const [known = '', unknown = ''] = tried.mock.calls.map(([against]) => String(against));
    expect(unknown).not.toBe(known);
    const work = (against: string) => against.split('$').slice(1, 4);
    expect(work(unknown)).toEqual(work(known));
    expect(unknown).toHaveLength(known.length);
  });

  test('are hashed a few at once, in the order they came, and refused when too many wait', async () => {
    const passwords = new Passwords(CHEAP, random);
    const outcomes = await Promise.allSettled(Array.from({ length: 150 }, () => passwords.hash('x')));
    const refused = outcomes.filter(({ status }) => status === 'rejected');
    // Two at once and a hundred in the queue; the decoy of the start may hold a place.
    expect(outcomes.length - refused.length).toBeGreaterThanOrEqual(101);
    expect(outcomes.length - refused.length).toBeLessThanOrEqual(102);
    expect(refused[0]).toMatchObject({ reason: { code: 'busy', retryAfter: 2 } });
    expect(await passwords.hash('x')).toMatch(/^\$argon2id/);
  });

  test('that cannot be looked at give their place back', async () => {
    const passwords = new Passwords(CHEAP, random);
    for (let i = 0; i < 5; i++) await expect(passwords.verify('no hash', 'x')).rejects.toThrow();
    expect(await passwords.hash('x')).toMatch(/^\$argon2id/);
  });
});
