import { addWorkingDays, dayOf, workingDaysOf } from '@quanheng/policy';
import type { OrganisationView, Queries } from '@quanheng/runtime/ports';
import { readInstance, type Entry } from '../../policy/campaign/audit/entries.js';

const FILED_BEFORE = 2;

/** Why a meeting that voted in secret, and is said to have agreed, has not; or was not to be held then. Read off the entries alone. */
export async function secretMeetingFaults(
  queries: Queries,
  instance: string,
  view: OrganisationView,
): Promise<readonly string[]> {
  const entries = await readInstance(queries, instance);
  if (
    !entries.some(({ flow }) => flow.some((event) => event.type === 'elementCompleted' && event.outcome === 'passed'))
  )
    return [];
  const acts = actsOf(entries);
  const of = (activity: string, act: string): readonly Done[] =>
    acts.filter((each) => each.activity === activity && each.act === act);
  const starting = (act: string): readonly Done[] =>
    acts.filter((each) => each.activity === 'Meeting' && each.act.startsWith(`${act}:`));
  const opened = of('Meeting', 'open').at(-1);
  if (opened === undefined) return [];
  const faults: string[] = [];
  const members = view.fact('body', 'committee', opened.at)?.data.members ?? [];
  const present = starting('present').filter(({ command }) => command['outcome'] === 'approve');
  if (present.length * 2 <= members.length) faults.push(`${present.length} of ${members.length} were there`);
  if (present.some(({ act, person }) => act !== `present:${person}`)) faults.push('somebody signed in for another');
  const spoke = starting('speak');
  if (spoke.at(-1)?.person !== members.find(({ role }) => role === 'chair')?.person)
    faults.push('the chair did not speak last');
  const [counted, witnessed] = [of('Meeting', 'count').at(-1), of('Meeting', 'witness').at(-1)];
  if (counted === undefined || witnessed === undefined || counted.person === witnessed.person)
    faults.push('not counted by two');
  const [one, other] = [counted, witnessed].map((each) => JSON.stringify(each?.command['tally']));
  if (one !== other) faults.push(`counted ${one}, witnessed ${other}`);
  const agreed = (counted?.command['tally'] as { approve?: number } | undefined)?.approve ?? 0;
  if (acts.some(({ activity }) => activity === 'WriteMinutes') && agreed * 2 <= members.length) {
    faults.push(`${agreed} of ${members.length} agreed`);
  }
  const filed = of('FileMatter', 'receive').at(-1);
  const days = workingDaysOf(view, 'statutory', opened.at);
  if (filed === undefined || addWorkingDays(days, dayOf(filed.at), FILED_BEFORE).value > dayOf(opened.at)) {
    faults.push('filed too late');
  }
  return faults;
}

interface Done {
  readonly activity: string;
  readonly act: string;
  readonly person: string;
  readonly at: number;
  readonly command: Readonly<Record<string, unknown>>;
}

/** Which act of what somebody did is told by the item that they did. */
function actsOf(entries: readonly Entry[]): readonly Done[] {
  const items = new Map<string, { readonly activity: string; readonly act: string }>();
  const found: Done[] = [];
  for (const { refused, kind, work, trail, at, command } of entries) {
    if (refused) continue;
    const item = items.get(String(command['item']));
    const person = trail[0]?.person;
    if (kind === 'completeWork' && item !== undefined && person !== undefined) {
      found.push({ ...item, person, at, command });
    }
    for (const { type, item: id = '', activity = '', act = 'complete' } of work) {
      // Those of a called process carry its name in front.
      if (type === 'itemOpened') items.set(id, { activity: activity.replace(/^.*:/, ''), act });
    }
  }
  return found;
}
