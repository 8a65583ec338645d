import { readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Lock {
  readonly packages: Readonly<
    Record<string, { readonly hasInstallScript?: boolean; readonly resolved?: string; readonly version?: string }>
  >;
}
const lock = JSON.parse(readFileSync(join(process.cwd(), 'package-lock.json'), 'utf8')) as Lock;

/** What may run something when it is installed: each fetches or builds its own native code, but inferno, which prints a line of thanks. */
const MAY_RUN = ['@parcel/watcher', '@swc/core', 'better-sqlite3', 'inferno', 'msgpackr-extract', 'unrs-resolver'];

describe('what is installed', () => {
  test('runs nothing but the building of native code: nobody is told that the product is installed', () => {
    const running = Object.entries(lock.packages).filter(([, { hasInstallScript }]) => hasInstallScript === true);
    expect(running.map(([folder]) => folder.replace(/^.*node_modules\//, '')).toSorted()).toEqual(MAY_RUN);
  });

  test('names no registry: each installation has its own', () => {
    const resolved = Object.entries(lock.packages).filter(([, each]) => each.resolved?.startsWith('http') === true);
    expect(resolved.map(([folder]) => folder)).toEqual([]);
  });
});
