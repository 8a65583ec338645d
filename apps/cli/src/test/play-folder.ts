import { basename } from 'node:path';
import {
  checkScenario,
  hasErrors,
  prepareWorld,
  simulate,
  type LocatedFinding,
  type PreparedWorld,
  type Scenario,
} from '@quanheng/engine';
import { documentOf, readBytes } from '../simulate/files.js';
import { inputFault, readScenarioFile } from '../simulate/inputs.js';
import { peopleOf } from '../simulate/people.js';
import { surroundingsOf } from '../simulate/surroundings.js';
import { Coverage, type CoverageReport } from './coverage.js';
import { readFolder, type ProcessFolder } from './folder.js';

export interface FolderReport {
  readonly process: string;
  readonly scenarios: readonly ScenarioReport[];
  readonly coverage: CoverageReport;
}
export interface ScenarioReport {
  readonly name: string;
  readonly ok: boolean;
  readonly unmet: readonly string[];
}
export type FolderPlay = FolderReport | { readonly faults: readonly LocatedFinding[] };

/** Plays every scenario of a folder, or says what in it cannot be read: nothing is played then. */
export async function playFolder(folder: string): Promise<FolderPlay> {
  const found = readFolder(folder);
  if ('faults' in found) return found;
  const prepared = await prepare(found);
  if ('faults' in prepared) return prepared;
  const { world } = prepared;
  const read = found.scenarios.map((file) => readPlay(file, found, world));
  const faults = read.flatMap((each) => ('faults' in each ? each.faults : []));
  const plays = read.flatMap((each) => ('faults' in each ? [] : [each]));
  if (found.refusals === null && plays.some(({ scenario }) => scenario.organisation !== null)) {
    const message =
      'The folder has no coverage.json, which says the refusals that the process can meet: {"refusals": [codes]}.';
    faults.push(inputFault(folder, 'coverage-missing', message));
  }
  if (faults.length > 0) return { faults };

  const coverage = new Coverage(world.definition, world.defaultProcess, found.refusals ?? []);
  const scenarios = plays.map((play) => playOne(play, world, coverage));
  return { process: world.defaultProcess, scenarios, coverage: coverage.report() };
}

interface Play {
  readonly name: string;
  readonly scenario: Scenario;
  readonly people: ReturnType<typeof peopleOf>;
}

function playOne({ name, scenario, people }: Play, world: PreparedWorld, coverage: Coverage): ScenarioReport {
  const { door } = people;
  const result = simulate(world, scenario, {
    onEvent: (line) => coverage.see(line),
    ...(door === undefined ? {} : { door: door() }),
  });
  const undeclared = coverage.end(result);
  const unmet = [
    ...(result.unmet ?? []),
    ...undeclared.map((code) => `the process can be refused with ${code}, which coverage.json does not name`),
  ];
  if (scenario.expect === null) return { name, ok: false, unmet: [...unmet, 'the scenario expects nothing'] };
  return { name, ok: unmet.length === 0, unmet };
}

function readPlay(
  file: string,
  { process }: ProcessFolder,
  world: PreparedWorld,
): Play | { readonly faults: LocatedFinding[] } {
  const { scenario, findings } = readScenarioFile(file);
  if (scenario === undefined) return { faults: [...findings] };
  const mistakes = checkScenario(scenario, world.definition, world.names);
  const located = mistakes.map((finding) => ({ document: file, finding }));
  if (hasErrors(mistakes)) return { faults: located };
  const people = peopleOf(scenario, { scenarioFile: file, processFile: process }, world);
  if (people.findings.length > 0) return { faults: [...people.findings] };
  return { name: basename(file, '.json'), scenario, people };
}

async function prepare({
  process: file,
  calls,
}: ProcessFolder): Promise<{ readonly world: PreparedWorld } | { readonly faults: readonly LocatedFinding[] }> {
  const bytes = readBytes(file);
  if (!bytes.ok) return { faults: [inputFault(file, 'file-unreadable', bytes.message)] };
  const { surroundings, problems } = surroundingsOf(file, calls);
  if (problems.length > 0) return { faults: [...problems] };
  const { world, findings } = await prepareWorld(documentOf(file, bytes.bytes), surroundings);
  return world === undefined ? { faults: findings } : { world };
}
