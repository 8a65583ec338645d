import { DISCIPLINE_ROLE, holdersOfDiscipline } from '../exceptions/discipline.js';
import type { InstanceView, OrganisationView, Reason, Request } from '../ports/index.js';
import { reason } from '../texts/index.js';
import type { Work } from '../work/state.js';
import { unreasoned } from './unreasoned.js';
import { namesOf } from './who.js';

type Matter = Pick<Request<Work>, 'organisation' | 'at'>;

/** Nothing of power was done in it so far: no control has ended, and nothing that a profile governs has begun. */
export function isWithoutPower({ ended = {}, powerUsed = [] }: Work): boolean {
  return Object.keys(ended).length === 0 && powerUsed.length === 0;
}

/**
 * Under which keys the end of a matter is to be confirmed: the posts that supervise (分管) the department it was started in, or, where nobody does or nobody
 * started it, those of whoever acted in it.
 */
export function approversOf({ trail }: InstanceView<Work>, { organisation, at }: Matter): string[] {
  const started = trail.filter(({ act }) => act === 'start').flatMap(({ department }) => department ?? []);
  const all = trail.flatMap(({ department }) => department ?? []);
  const led = leadersOf(new Set(started), organisation, at);
  return led.length > 0 ? led : leadersOf(new Set(all), organisation, at);
}

function leadersOf(departments: ReadonlySet<string>, organisation: OrganisationView, at: number): string[] {
  const lines = organisation
    .facts('leaderLine', at)
    .filter(({ data }) => data.departments.some((each) => departments.has(each)));
  return [...new Set(lines.map(({ data }) => `post:${data.leader}`))];
}

/** Whom the end of the matter has to be told: discipline inspection, where the power is of high risk. null: there is nobody. */
export function toldOfEnd({ process }: InstanceView<Work>, { organisation, at }: Matter): readonly string[] | null {
  if (organisation.fact('processBinding', process, at)?.data.riskLevel !== 'high') return [];
  const holders = holdersOfDiscipline(organisation, at);
  return holders.length === 0 ? null : holders;
}

/** What stands against ending it, whoever does: nobody could be told, or nobody says why. */
export function againstEnd(instance: InstanceView<Work>, matter: Matter, why: string): Reason[] {
  return [
    ...(toldOfEnd(instance, matter) === null ? [reason('ENDING_UNSEEN', { role: DISCIPLINE_ROLE })] : []),
    ...unreasoned(why),
  ];
}

/** Whoever asked for the end does not confirm it, in whosever name; nor does whoever started the matter. */
export function againstConfirming(
  by: string,
  instance: InstanceView<Work>,
  parties: readonly (string | null)[],
  matter: Matter,
): Reason[] {
  const initiator = /^person:(.*)$/.exec(instance.startedBy)?.[1];
  if (!parties.some((party) => party === by || (party !== null && party === initiator))) return [];
  const posts = namesOf(approversOf(instance, matter), matter.organisation, matter.at);
  return [reason('ENDING_SAME_PERSON', { posts })];
}
