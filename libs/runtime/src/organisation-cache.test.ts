import type { FactRow } from './ports/index.js';
import { OrganisationCache } from './organisation-cache.js';
import { attempt, FactTable, NEW_YEAR, OFFICE, person } from '../../policy/src/organisation/testing/office.js';
import { OrganisationIndex } from '@quanheng/policy';

interface Load {
  readonly after: number;
  readonly version: number;
}

/** A unit with an office at version 1 and one more person at each version up to 12. */
function unit(): {
  table: FactTable;
  loads: Load[];
  facts: (unit: string, after: number, version: number) => Promise<readonly FactRow[]>;
} {
  const table = new FactTable();
  let view = OrganisationIndex.empty('U1');
  for (let version = 1; version <= 12; version++) {
    const result = attempt(view, version === 1 ? OFFICE : [person(`p${version}`)]);
    if (result.status !== 'changed') throw new Error(result.findings[0].message);
    table.write(version, result.rows);
    view = result.view;
  }
  const loads: Load[] = [];
  const facts = (_unit: string, after: number, version: number): Promise<readonly FactRow[]> => {
    loads.push({ after, version });
    return Promise.resolve(table.between(after, version));
  };
  return { table, loads, facts };
}

describe('the cache of organisations', () => {
  test('loads all once, then what has changed', async () => {
    const source = unit();
    const cache = new OrganisationCache(source);
    expect((await cache.view('U1', 3)).fact('person', 'p4', NEW_YEAR)).toBeUndefined();
    const view = await cache.view('U1', 5);
    expect(view.version).toBe(5);
    expect(view.fact('person', 'p5', NEW_YEAR)?.id).toBe('p5');
    expect(await cache.view('U1', 5)).toBe(view);
    expect(source.loads).toEqual([
      { after: 0, version: 3 },
      { after: 3, version: 5 },
    ]);
  });

  test('questions at the same time share one load', async () => {
    const source = unit();
    const cache = new OrganisationCache(source);
    const views = await Promise.all([1, 2, 3].map(() => cache.view('U1', 4)));
    expect(new Set(views).size).toBe(1);
    expect(source.loads).toHaveLength(1);
  });

  test('a load that failed is tried again', async () => {
    const source = unit();
    let broken = true;
    const cache = new OrganisationCache({
      facts: (...asked) => (broken ? Promise.reject(new Error('database away')) : source.facts(...asked)),
    });
    const failing = cache.view('U1', 4);
    const building = cache.view('U1', 5);
    await expect(failing).rejects.toThrow('database away');
    await expect(building).rejects.toThrow('database away');
    broken = false;
    expect((await cache.view('U1', 4)).version).toBe(4);
  });

  test('a version that was worked out here is not loaded', async () => {
    const source = unit();
    const cache = new OrganisationCache(source);
    const result = attempt(await cache.view('U1', 12), [person('here')]);
    if (result.status !== 'changed') throw new Error('not changed');
    cache.add(result.view);
    expect(await cache.view('U1', 13)).toBe(result.view);
    expect(source.loads).toHaveLength(1);
  });

  test('keeps the newest versions only', async () => {
    const source = unit();
    const cache = new OrganisationCache(source, 2);
    for (const version of [1, 2, 3, 4]) await cache.view('U1', version);
    await cache.view('U1', 4);
    await cache.view('U1', 3);
    expect(source.loads).toHaveLength(4);
    expect((await cache.view('U1', 2)).version).toBe(2);
    expect(source.loads.at(-1)).toEqual({ after: 0, version: 2 });
  });

  test('keeps units apart', async () => {
    const source = unit();
    const asked: string[] = [];
    const cache = new OrganisationCache({
      facts: (name, after, version) => {
        asked.push(name);
        return source.facts(name, after, version);
      },
    });
    const [one, other] = await Promise.all([cache.view('U1', 1), cache.view('U2', 1)]);
    expect([one.unit, other.unit]).toEqual(['U1', 'U2']);
    expect(asked).toEqual(['U1', 'U2']);
  });
});
