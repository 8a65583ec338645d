import type { OrganisationView } from '../ports/index.js';
import type { Profile } from './schema.js';

/** What is demanded of each kind of power, by name. */
export type Profiles = ReadonlyMap<string, Profile>;

/** What the guard has to look at to find a profile. */
export interface Bindings {
  readonly organisation: Pick<OrganisationView, 'fact' | 'facts'>;
  readonly at: number;
  readonly profiles: Profiles;
}

/** The profile that the owner of the catalogue has bound the process to, as of a moment; undefined: none, or one that is not there. */
export function profileOf(process: string, { organisation, at, profiles }: Bindings): Profile | undefined {
  const binding = organisation.fact('processBinding', process, at);
  return binding === undefined ? undefined : profiles.get(binding.data.profile);
}

/** The process in whose document an activity is drawn: `Called:Pay` and `Called@1f2e…:Pay` are of `Called`, `Pay` is of the process that was started. */
export function processOf(key: string, started: string): string {
  const colon = key.indexOf(':');
  return colon < 0 ? started : key.slice(0, colon).replace(/@.*$/, '');
}

/**
 * Every profile that what is done there is under: of the process it is drawn in, then of the one that was started. The same list again for the same ones, so
 * that what follows from it can be kept under it.
 */
export function profilesOver(key: string, started: string, bindings: Bindings): readonly Profile[] {
  const own = profileOf(started, bindings);
  const drawnIn = processOf(key, started);
  const inner = drawnIn === started ? undefined : profileOf(drawnIn, bindings);
  const last = own ?? inner;
  if (last === undefined) return NONE;
  const isAlone = own === undefined || inner === undefined || inner === own;
  return listOf(isAlone ? null : inner, last);
}
const NONE: readonly Profile[] = [];

const LISTS = new WeakMap<Profile, Map<Profile | null, readonly Profile[]>>();

function listOf(first: Profile | null, last: Profile): readonly Profile[] {
  let lists = LISTS.get(last);
  if (lists === undefined) LISTS.set(last, (lists = new Map<Profile | null, readonly Profile[]>()));
  let list = lists.get(first);
  if (list === undefined) lists.set(first, (list = first === null ? [last] : [first, last]));
  return list;
}
