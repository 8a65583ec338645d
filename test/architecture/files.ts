import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';

/** The root of the repository. */
export const root = join(__dirname, '..', '..');

/** Sources under a folder that ship (no tests, no helpers of tests), by path from the root with forward slashes. */
export function shippedSources(folder: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const entry of readdirSync(join(root, folder), { withFileTypes: true, recursive: true })) {
    const path = posix.join(entry.parentPath.slice(root.length + 1).replaceAll('\\', '/'), entry.name);
    if (entry.isFile() && /\.[cm]?[jt]sx?$/.test(path) && !/\.test\.ts$|testkit\.ts$|\/testing\//.test(path)) {
      found.set(path, readFileSync(join(root, path), 'utf8'));
    }
  }
  return found;
}
