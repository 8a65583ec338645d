import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { innermost, SETTINGS, type Setting } from '@quanheng/host';
import { root } from '../architecture/files.js';

const PAGE = join(root, 'docs', 'configuration.md');
const TABLE = /(<!-- settings -->\n)[^]*(\n<!-- end of settings -->)/;

function defaultOf({ schema }: Setting): string {
  if (!(schema instanceof z.ZodDefault)) return '';
  const value: unknown = schema.def.defaultValue;
  return innermost(schema) instanceof z.ZodArray ? '' : `\`${String(value)}\``;
}

function rowOf(setting: Setting): string {
  const { path, env, about, secret } = setting;
  const variable = env === null ? '' : `\`${env}\``;
  const names = secret === true ? `${variable}, \`${env ?? ''}_FILE\`` : variable;
  return `| ${secret === true ? '' : `\`${path}\``} | ${names} | ${defaultOf(setting)} | ${about} |`;
}

/** `UPDATE_DOCS=1 npx jest test/start/configuration-page` writes the table anew. */
test('the page lists every setting as it is', () => {
  const table = ['| in the file | variable | default | |', '| --- | --- | --- | --- |', ...SETTINGS.map(rowOf)].join(
    '\n',
  );
  const page = readFileSync(PAGE, 'utf8');
  const wanted = page.replace(TABLE, (_, before: string, after: string) => `${before}${table}${after}`);
  if (process.env.UPDATE_DOCS === '1') writeFileSync(PAGE, wanted);
  else expect(page).toBe(wanted);
  expect(page).toMatch(TABLE);
});
