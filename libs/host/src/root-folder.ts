import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The folder of the product, looked for upwards: sources and built files lie at different depths. */
export function rootFolder(): string {
  for (let folder = __dirname; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json'))) return folder;
    if (folder === dirname(folder)) throw new Error('The folder of the product is not to be found above this file.');
  }
}
