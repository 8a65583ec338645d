import { randomBytes } from 'node:crypto';
import { DEFAULT_IDENTITY } from './config.js';
import { Passwords } from './passwords.js';

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

  test('take as long to try whether or not there is an account', async () => {
    const passwords = new Passwords({ memoryCost: 8_192, timeCost: 2, parallelism: 1 }, random);
    const hash = await passwords.hash('correct horse');
    const middle = (times: number[]): number => times.sort((one, other) => one - other)[times.length >> 1]!;
    const times: Record<'known' | 'unknown', number[]> = { known: [], unknown: [] };
    for (let i = 0; i < 15; i++) {
      for (const [kind, against] of [
        ['known', hash],
        ['unknown', null],
      ] as const) {
        const begun = performance.now();
        await passwords.verify(against, 'wrong');
        times[kind].push(performance.now() - begun);
      }
    }
    const ratio = middle(times.unknown) / middle(times.known);
    expect(ratio).toBeGreaterThan(0.5);
    expect(ratio).toBeLessThan(2);
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
