import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * The version in the package.json that this file belongs to. It is looked for upwards, because sources and built files
 * lie at different depths.
 */
export function packageVersion(): string {
  for (let folder = __dirname; ; folder = dirname(folder)) {
    const file = join(folder, 'package.json');
    if (existsSync(file)) {
      const manifest = JSON.parse(readFileSync(file, 'utf8')) as { version?: unknown };
      return typeof manifest.version === 'string' ? manifest.version : 'unknown';
    }
    if (folder === dirname(folder)) return 'unknown';
  }
}
