import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseBpmn } from '@quanheng/engine';
import { shippedProfiles } from '@quanheng/host';
import { readPolicy } from '@quanheng/policy';
import { drawingOf, FOLDERS, PROCESSES, profileOf } from '../mutations/folders.js';
import { leastRefusals } from './least-refusals.js';

/** What a folder declares its scenarios have to show (`coverage.json`) is not less than what its drawing says. */
test.each(FOLDERS)('%s declares every refusal that follows from its drawing', async (folder) => {
  const { model } = await parseBpmn(drawingOf(folder));
  const profile = shippedProfiles().get(profileOf(folder));
  if (model === undefined || profile === undefined) throw new Error(`${folder} cannot be read`);
  const least = model.processes.flatMap(({ id }) => [...leastRefusals(readPolicy(model).policy, id, profile)]);
  const { refusals } = JSON.parse(readFileSync(join(PROCESSES, folder, 'coverage.json'), 'utf8')) as {
    refusals: string[];
  };
  expect(least.length).toBeGreaterThan(4);
  expect([...new Set(least)].filter((code) => !refusals.includes(code)).sort()).toEqual([]);
});
