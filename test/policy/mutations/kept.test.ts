import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseBpmn } from '@quanheng/engine';
import { keptIn } from '@quanheng/policy';
import { drawingOf, FOLDERS, PROCESSES, profileOf } from './folders.js';

/** UPDATE_DOCS=1 writes it anew: what is lost shows in the diff of the profile. */
test.each(FOLDERS)('the profile of %s keeps everything of its drawing that can be kept', async (folder) => {
  const path = join(PROCESSES, 'profiles', `${profileOf(folder)}.json`);
  const { model } = await parseBpmn(drawingOf(folder));
  if (model === undefined) throw new Error(`${folder} cannot be read`);
  const keeps = keptIn(model);
  if (process.env['UPDATE_DOCS'] === '1') {
    const profile = JSON.parse(readFileSync(path, 'utf8')) as object;
    writeFileSync(path, `${JSON.stringify({ ...profile, keeps }, null, 2)}\n`);
  }
  const { keeps: written } = JSON.parse(readFileSync(path, 'utf8')) as { keeps: unknown };
  expect(written).toEqual(keeps);
});
