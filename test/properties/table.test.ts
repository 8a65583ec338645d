import fc from 'fast-check';
import { Owner, Table } from '../../libs/engine/src/state/table.js';
import { tried } from './runs.js';

/** Versions of one table, each with the map that it must agree with. */
type Version = { readonly table: Table<number>; readonly map: ReadonlyMap<number, number> };

const key = fc.oneof(
  fc.nat(40),
  fc.nat(1100),
  fc.nat(40_000),
  fc.constantFrom(31, 32, 1023, 1024, 32_767, 32_768, 2 ** 20, 2 ** 31 - 1),
);
const change = fc.record({
  /** Which of the versions so far is edited. */
  version: fc.nat(),
  edits: fc.array(fc.record({ key, value: fc.option(fc.nat(), { freq: 3 }) }), { maxLength: 12 }),
});

describe('the persistent table', () => {
  test('agrees with a Map, in every version, however it is edited', () => {
    fc.assert(
      fc.property(fc.array(change, { maxLength: 15, size: 'max' }), (changes) => {
        const versions: Version[] = [{ table: Table.empty<number>(), map: new Map() }];
        for (const { version, edits } of changes) {
          const { table: from, map: before } = versions[version % versions.length]!;
          const owner = new Owner();
          let table = from;
          const map = new Map(before);
          for (const { key, value } of edits) {
            if (value === null) {
              table = table.delete(key, owner);
              map.delete(key);
            } else {
              table = table.set(key, value, owner);
              map.set(key, value);
            }
          }
          versions.push({ table, map });
        }
        for (const version of versions) agrees(version);
      }),
      tried(400),
    );
  });

  test.each([
    ['a list', [0, 1, 31, 40, 5000]],
    ['a trie', [...Array.from({ length: 20 }, (_, i) => i), 31, 40, 5000]],
  ])('has nothing under what is no key, as %s', (_, keys) => {
    let table = Table.empty<string>();
    const owner = new Owner();
    for (const key of keys) table = table.set(key, 'there', owner);
    for (const stray of [-1, 0.5, 1.5, NaN, Infinity, 2 ** 32, 2 ** 32 + 1, -(2 ** 32)]) {
      expect([stray, table.get(stray), table.has(stray)]).toEqual([stray, undefined, false]);
    }
  });
});

function agrees({ table, map }: Version): void {
  const entries: [number, number][] = [];
  table.forEach((value, key) => entries.push([key, value]));
  expect(entries).toEqual([...map].sort(([a], [b]) => a - b));
  expect(table.size).toBe(map.size);
  expect(table.keys()).toEqual(entries.map(([key]) => key));
  expect(table.values()).toEqual(entries.map(([, value]) => value));
  for (const sought of [entries[0]?.[0], entries.at(-1)?.[0]]) {
    const looked: number[] = [];
    const found = table.some((value, key) => looked.push(key) > 0 && key === sought && value === map.get(key));
    expect([found, looked.at(-1)]).toEqual([sought !== undefined, sought]);
  }
  const wrong = [...map.keys(), 0, 33, 2 ** 30].filter(
    (key) => table.get(key) !== map.get(key) || table.has(key) !== map.has(key),
  );
  expect(wrong).toEqual([]);
}
