import type { Database } from '@quanheng/persistence';
import type { PasskeyRow } from '@quanheng/runtime/ports';
import { sha } from './rows.js';

type Kept = Pick<Database, 'passkeys'> & { close(): Promise<void> };

/** Passkeys, and what one of them has to sign. */
export function describePasskeys(name: string, open: () => Promise<Kept>): void {
  describe(`passkeys: ${name}`, () => {
    let kept: Kept;
    beforeEach(async () => {
      kept = await open();
    }, 60_000);
    afterEach(() => kept.close());

    const row = (id: string, given: Partial<PasskeyRow> = {}): PasskeyRow => ({
      ...{ key: sha(id), unit: 'U1', account: 'A1', credential: id, publicKey: new Uint8Array([165, 1]), counter: 0 },
      ...{ transports: ['internal', 'hybrid'], name: '办公室', createdAt: 1, usedAt: null },
      ...given,
    });

    test('are kept per account, found by their credential, and told how they were used', async () => {
      await kept.passkeys.add(row('b', { createdAt: 2 }));
      await kept.passkeys.add(row('a'));
      await kept.passkeys.add(row('c', { account: 'A2' }));
      await expect(kept.passkeys.add(row('a', { account: 'A2' }))).rejects.toThrow();
      await kept.passkeys.used(sha('a'), 7, 99);
      expect(await kept.passkeys.of('U1', 'A1')).toEqual([
        row('a', { counter: 7, usedAt: 99 }),
        row('b', { createdAt: 2 }),
      ]);
      expect(await kept.passkeys.of('U2', 'A1')).toEqual([]);
      expect(await kept.passkeys.find(sha('c'))).toEqual(row('c', { account: 'A2' }));
      expect(await kept.passkeys.find(sha('d'))).toBeNull();
    });

    test('are thrown away by their account alone, one or all', async () => {
      for (const id of ['a', 'b']) await kept.passkeys.add(row(id));
      expect(await kept.passkeys.drop('U1', 'A2', sha('a'))).toBe(false);
      expect(await kept.passkeys.drop('U1', 'A1', sha('a'))).toBe(true);
      expect(await kept.passkeys.drop('U1', 'A1', sha('a'))).toBe(false);
      expect(await kept.passkeys.dropAllOf('U1', 'A2')).toBe(0);
      expect(await kept.passkeys.dropAllOf('U1', 'A1')).toBe(1);
    });

    test('a challenge is good once, also for many at once, and goes when it has expired', async () => {
      const challenge = { challenge: sha('x'), unit: 'U1', account: 'A1', expiresAt: 10 };
      await kept.passkeys.keepChallenge(challenge);
      const taken = await Promise.all(Array.from({ length: 8 }, () => kept.passkeys.takeChallenge(sha('x'))));
      expect(taken.filter((each) => each !== null)).toEqual([challenge]);
      for (const expiresAt of [1, 2, 3])
        await kept.passkeys.keepChallenge({ ...challenge, challenge: sha(`${expiresAt}`), expiresAt });
      expect(await kept.passkeys.dropChallenges(2, 1)).toBe(1);
      expect(await kept.passkeys.dropChallenges(2, 9)).toBe(1);
      expect(await kept.passkeys.takeChallenge(sha('3'))).not.toBeNull();
    });
  });
}
