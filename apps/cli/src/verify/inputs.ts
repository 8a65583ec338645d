import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { LocatedFinding } from '@quanheng/engine';
import { readOrganisation, readProfile, type LintContext, type Profile } from '@quanheng/policy';
import { inputFault } from '../simulate/inputs.js';
import { jsonOf, type Reading } from '../simulate/json-file.js';
import { productFolder } from '../version.js';

const SCHEMA = 'profile.schema.json';

/** A profile of the product by its name, or one of the unit's own by its path. */
export function profileOf(name: string | undefined): Reading<Profile | null> {
  if (name === undefined) return { value: null };
  const folder = join(productFolder(), 'processes', 'profiles');
  const known = readdirSync(folder).filter((file) => file.endsWith('.json') && file !== SCHEMA);
  const isPath = /[/\\]|\.json$/.test(name);
  if (!isPath && !known.includes(`${name}.json`)) {
    const names = known.map((file) => file.replace(/\.json$/, '')).join(', ');
    return fault('--profile', 'profile-unknown', `There is no profile "${name}". Known: ${names}.`);
  }
  const path = isPath ? name : join(folder, `${name}.json`);
  const json = jsonOf(path, 'profile');
  if ('faults' in json) return json;
  const { profile, problems } = readProfile(json.value);
  if (profile !== undefined) return { value: profile };
  return { faults: problems.map((problem) => inputFault(path, 'profile-invalid', `No profile: ${problem}`)) };
}

/** null: nothing is known of the organisation. */
export function organisationOf(path: string | undefined): Reading<LintContext['organisation']> {
  if (path === undefined) return { value: null };
  const json = jsonOf(path, 'organisation');
  if ('faults' in json) return json;
  const { organisation, problems } = readOrganisation(json.value);
  if (organisation !== undefined) return { value: organisation };
  return { faults: problems.map((problem) => inputFault(path, 'organisation-invalid', `No organisation: ${problem}`)) };
}

function fault(document: string, code: string, message: string): { readonly faults: readonly LocatedFinding[] } {
  return { faults: [inputFault(document, code, message)] };
}
