import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { prepareWorld, readScenario, type PreparedWorld, type Scenario } from '@quanheng/engine';
import { shippedProfiles } from '@quanheng/host';
import { createPolicy, readOrganisation, type FiledOrganisation } from '@quanheng/policy';
import { NODE_HASHING } from '@quanheng/runtime';
import { documentOf } from '../../../apps/cli/src/simulate/files.js';
import { surroundingsOf } from '../../../apps/cli/src/simulate/surroundings.js';

const PROCESSES = join(__dirname, '../../../processes');

/** Every process that comes with the product, by the name of its folder. */
export const FOLDERS = readdirSync(PROCESSES).filter((name) => existsSync(join(PROCESSES, name, 'process.bpmn')));

export const POLICY = createPolicy({
  effects: () => undefined,
  profiles: shippedProfiles(),
  digest: (text) => NODE_HASHING.text(text),
});

export interface Resource {
  readonly name: string;
  readonly text: string;
}

export function resourcesOf(folder: string): readonly Resource[] {
  const own = readdirSync(join(PROCESSES, folder)).filter((name) => /\.(bpmn|dmn|form)$/.test(name));
  const files = [...callsOf(folder), ...own.map((name) => join(PROCESSES, folder, name))];
  return files.map((file, index) => ({ name: `${index}-${basename(file)}`, text: readFileSync(file, 'utf8') }));
}

/** Processes of other folders that it calls, as its `coverage.json` says. */
function callsOf(folder: string): readonly string[] {
  const { calls = [] } = JSON.parse(readFileSync(join(PROCESSES, folder, 'coverage.json'), 'utf8')) as {
    calls?: string[];
  };
  return calls.map((path) => join(PROCESSES, folder, path));
}

export function scenariosOf(folder: string): readonly string[] {
  return readdirSync(join(PROCESSES, folder, 'scenarios')).map((name) => name.replace(/\.json$/, ''));
}

export interface Case {
  readonly scenario: Scenario & { readonly at: number };
  readonly organisation: FiledOrganisation;
}

export function caseOf(folder: string, name: string): Case {
  return caseFrom(folder, textOf(folder, name));
}

export function textOf(folder: string, name: string): string {
  return readFileSync(join(PROCESSES, folder, 'scenarios', `${name}.json`), 'utf8');
}

export function caseFrom(folder: string, text: string): Case {
  const { scenario, findings } = readScenario(text);
  if (scenario?.organisation == null || scenario.at === null) {
    throw new Error(`${text.slice(0, 80)} has no people or no moment ${JSON.stringify(findings)}`);
  }
  const file = readFileSync(join(PROCESSES, folder, scenario.organisation), 'utf8');
  const { organisation, problems } = readOrganisation(JSON.parse(file));
  if (organisation === undefined) throw new Error(problems.join('\n'));
  return { scenario: { ...scenario, at: scenario.at }, organisation };
}

export async function worldOf(folder: string): Promise<PreparedWorld> {
  const file = join(PROCESSES, folder, 'process.bpmn');
  const { world } = await prepareWorld(
    documentOf(file, readFileSync(file)),
    surroundingsOf(file, callsOf(folder)).surroundings,
  );
  if (world === undefined) throw new Error(`${folder} cannot be prepared`);
  return world;
}
