import { readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Lock {
  readonly packages: Readonly<
    Record<string, { readonly hasInstallScript?: boolean; readonly resolved?: string; readonly version?: string }>
  >;
}
const lock = JSON.parse(readFileSync(join(process.cwd(), 'package-lock.json'), 'utf8')) as Lock;

/** What would run something when it is installed, if `.npmrc` let it: each fetches or builds its own native code, but inferno, which prints a line of thanks. */
const WOULD_RUN = ['@parcel/watcher', '@swc/core', 'better-sqlite3', 'inferno', 'msgpackr-extract', 'unrs-resolver'];

describe('what is installed', () => {
  test('runs nothing of its own: what native code needs, the product does itself', () => {
    expect(readFileSync(join(process.cwd(), '.npmrc'), 'utf8')).toMatch(/^ignore-scripts=true$/m);
    const running = Object.entries(lock.packages).filter(([, { hasInstallScript }]) => hasInstallScript === true);
    expect(running.map(([folder]) => folder.replace(/^.*node_modules\//, '')).toSorted()).toEqual(WOULD_RUN);
  });

  test('names no registry: each installation has its own', () => {
    const resolved = Object.entries(lock.packages).filter(([, each]) => each.resolved?.startsWith('http') === true);
    expect(resolved.map(([folder]) => folder)).toEqual([]);
  });
});
