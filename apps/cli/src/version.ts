import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The folder of the product. It is looked for upwards, because sources and built files lie at different depths. */
export function productFolder(): string {
  for (let folder = __dirname; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json'))) return folder;
    if (folder === dirname(folder)) throw new Error('The folder of the product is not to be found above this file.');
  }
}

/** The version in the package.json that this file belongs to. */
export function packageVersion(): string {
  const manifest = JSON.parse(readFileSync(join(productFolder(), 'package.json'), 'utf8')) as { version?: unknown };
  return typeof manifest.version === 'string' ? manifest.version : 'unknown';
}
