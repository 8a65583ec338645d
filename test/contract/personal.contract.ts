import type { Database } from '@quanheng/persistence';
import type { PersonalRow } from '@quanheng/runtime/ports';

type Kept = Pick<Database, 'personal'> & { close(): Promise<void> };

/** What people keep for themselves beside their work. */
export function describePersonal(name: string, open: () => Promise<Kept>): void {
  describe(`personal: ${name}`, () => {
    let kept: Kept;
    beforeEach(async () => {
      kept = await open();
    }, 60_000);
    afterEach(() => kept.close());

    const row = (person: string, view: string, given: Partial<PersonalRow> = {}): PersonalRow => ({
      ...{ unit: 'U1', person, kind: 'view', name: view, savedAt: 1, value: '{}' },
      ...given,
    });
    const namesOf = async (persons: readonly string[], kind = 'view', unit = 'U1') =>
      (await kept.personal.list(unit, kind, persons)).map((each) => `${each.person}:${each.name}`);

    test('the newest replaces the one of the same name, and names are told apart to the letter', async () => {
      await kept.personal.save(row('甲', 'todo/急件'));
      await kept.personal.save(row('甲', 'todo/急件', { savedAt: 2, value: '{"find":"急"}' }));
      await kept.personal.save(row('甲', 'todo/A'));
      await kept.personal.save(row('甲', 'todo/a'));
      const [, , last] = await kept.personal.list('U1', 'view', ['甲']);
      expect(last).toEqual(row('甲', 'todo/急件', { savedAt: 2, value: '{"find":"急"}' }));
      expect(await namesOf(['甲'])).toEqual(['甲:todo/A', '甲:todo/a', '甲:todo/急件']);
    });

    test('saved twice at once, one of the two is kept whole', async () => {
      const rows = Array.from({ length: 8 }, (_, i) => row('甲', 'v', { savedAt: i, value: `${i}` }));
      await Promise.all(rows.map((each) => kept.personal.save(each)));
      const found = await kept.personal.list('U1', 'view', ['甲']);
      expect(found).toHaveLength(1);
      expect(rows).toContainEqual(found[0]);
    });

    test('is asked for of some persons, one kind and one unit, and of nobody else', async () => {
      for (const person of ['a', 'b', 'c']) await kept.personal.save(row(person, 'v'));
      await kept.personal.save(row('a', '', { kind: 'reminders' }));
      await kept.personal.save(row('a', 'v', { unit: 'U2' }));
      expect(await namesOf(['a', 'c', 'nobody'])).toEqual(['a:v', 'c:v']);
      expect(await namesOf(['a'], 'reminders')).toEqual(['a:']);
      expect(await namesOf([])).toEqual([]);
    });

    test('is thrown away once', async () => {
      await kept.personal.save(row('a', 'v'));
      expect(await kept.personal.drop({ ...row('a', 'v'), person: 'b' })).toBe(false);
      expect(await kept.personal.drop(row('a', 'v'))).toBe(true);
      expect(await kept.personal.drop(row('a', 'v'))).toBe(false);
      expect(await namesOf(['a'])).toEqual([]);
    });

    test('what a column cannot hold is refused, and nothing is cut off', async () => {
      await expect(kept.personal.save(row('a', 'x'.repeat(101)))).rejects.toThrow(/at most 100 characters/);
      await expect(kept.personal.save(row('a', '\ud800'))).rejects.toThrow(/half a character/);
      expect(await namesOf(['a'])).toEqual([]);
    });
  });
}
