import { existsSync, readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { LocatedFinding, PreparedWorld, Scenario, WorldDoor } from '@quanheng/engine';
import {
  checkPeople,
  createPolicy,
  policedDoor,
  readOrganisation,
  readProfile,
  type FiledOrganisation,
  type Profile,
} from '@quanheng/policy';
import { NODE_HASHING } from '@quanheng/runtime';
import { productFolder } from '../version.js';
import { jsonOf } from './json-file.js';
import { inputFault } from './inputs.js';

export interface PeopleReading {
  /** Made anew for each play; absent: the engine plays alone, or a finding is an error. */
  readonly door?: () => WorldDoor;
  readonly organisation?: FiledOrganisation;
  readonly findings: readonly LocatedFinding[];
}

/** The people whom a scenario names, and the policy they act under. The file stands beside the scenario or beside the process. */
export function peopleOf(
  scenario: Scenario,
  { scenarioFile, processFile }: { readonly scenarioFile: string; readonly processFile: string },
  world: PreparedWorld,
): PeopleReading {
  const { organisation: name } = scenario;
  if (name === null) return { findings: [] };
  const wrong = (message: string): PeopleReading => {
    return { findings: [inputFault(scenarioFile, 'scenario-invalid', `"organisation" in the scenario ${message}.`)] };
  };
  if (basename(name) !== name) return wrong(`is the name of a file beside the scenario or the process, not ${name}`);
  const places = [dirname(scenarioFile), dirname(processFile)].map((folder) => join(folder, name));
  const path = places.find((place) => existsSync(place));
  if (path === undefined) return wrong(`names ${name}, which is neither beside the scenario nor beside the process`);
  const json = jsonOf(path, 'organisation');
  if ('faults' in json) return { findings: json.faults };
  const { organisation, problems } = readOrganisation(json.value);
  if (organisation === undefined) {
    return {
      findings: problems.map((problem) => inputFault(path, 'organisation-invalid', `No organisation: ${problem}`)),
    };
  }
  const findings = checkPeople(scenario, world, organisation).map((finding) => ({ document: scenarioFile, finding }));
  if (findings.length > 0) return { findings };
  const policy = createPolicy({
    effects: () => undefined,
    profiles: profiles(),
    digest: (text) => NODE_HASHING.text(text),
  });
  return { door: () => policedDoor(policy, world, organisation), organisation, findings: [] };
}

let known: ReadonlyMap<string, Profile> | undefined;

/** Those that come with the product. */
function profiles(): ReadonlyMap<string, Profile> {
  const folder = join(productFolder(), 'processes', 'profiles');
  known ??= new Map(
    readdirSync(folder)
      .filter((file) => file.endsWith('.json') && file !== 'profile.schema.json')
      .map((file) => {
        const json = jsonOf(join(folder, file), 'profile');
        const { profile, problems } = 'faults' in json ? { problems: [file] } : readProfile(json.value);
        if (profile === undefined) throw new Error(`${file} is no profile: ${problems.join('; ')}`);
        return [file.replace(/\.json$/, ''), profile] as const;
      }),
  );
  return known;
}
