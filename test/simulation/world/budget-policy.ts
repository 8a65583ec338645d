import { POLICY } from './policy.js';
import type { RecordRule } from '../audit/records.js';
import type { Policy, RecordChange, Request, ScopeKey, TrailRecord } from '@quanheng/runtime/ports';

const KIND = 'budget';
/** The activity whose completion reserves one of the line, and the one that gives it back. */
const RESERVES = 'Draft';
const RELEASES = 'Check';
const LINES = 3;

/**
 * The plain policy over a budget that instances share: whoever completes a draft reserves one of the instance's line, and a line never has more
 * reserved than `limit`. It gives the scope records of the door something to do.
 */
export function budgetPolicy(limit: number): Policy {
  const plain = POLICY as Policy;
  return {
    ...plain,
    version: 'budget-1',
    scopes: (request) => (changeOf(request) === 0 ? [] : [lineOf(request)]),
    authorise: (request) => {
      const against = plain.authorise(request);
      if (against.length > 0 || reserved(request) + changeOf(request) <= limit) return against;
      return [{ code: 'over-limit', message: 'The line has no more.' }];
    },
    react: (request, stimulus) => {
      const reaction = plain.react(request, stimulus);
      const change = stimulus.kind === 'command' && reaction.misfit === undefined ? changeOf(request) : 0;
      if (change === 0) return reaction;
      const records: RecordChange[] = [{ ...lineOf(request), value: { reserved: reserved(request) + change } }];
      return { ...reaction, records };
    },
  };
}

/** More than any world reserves: nobody is refused. */
export const BUDGET_POLICY = budgetPolicy(1_000_000);
export const budgetRule: RecordRule = (_key, values) => faultsOfLine(values, 1_000_000);

/** Of one line, in the order of its revisions and writes: does each value follow on the one before? */
export function faultsOfLine(values: readonly unknown[], limit: number): readonly string[] {
  const faults: string[] = [];
  let before = 0;
  for (const [index, value] of values.entries()) {
    const { reserved: now } = value as { readonly reserved: number };
    if (Math.abs(now - before) !== 1) faults.push(`write ${index + 1} goes from ${before} to ${now}`);
    if (now < 0 || now > limit) faults.push(`write ${index + 1} has ${now} reserved, of ${limit}`);
    before = now;
  }
  return faults;
}

function changeOf({ command, instance }: Request): -1 | 0 | 1 {
  if (command.kind !== 'completeWork' || instance?.process !== 'Approval') return 0;
  const { activity } = itemsOf(instance.work)[command.item] ?? {};
  const has = hasReserved(instance.trail);
  if (activity === RESERVES) return has ? 0 : 1;
  return activity === RELEASES && has ? -1 : 0;
}

/** Whether the last of the two that was completed is the one that reserves. */
export function hasReserved(trail: readonly Pick<TrailRecord, 'activity' | 'act'>[]): boolean {
  return (
    trail.findLast(({ activity, act }) => act === 'complete' && [RESERVES, RELEASES].includes(activity))?.activity ===
    RESERVES
  );
}

function itemsOf(work: unknown): Readonly<Record<string, { readonly activity: string } | undefined>> {
  return (work as { readonly items: Readonly<Record<string, { readonly activity: string }>> }).items;
}

/** The line of an instance. */
export function lineOfInstance(id: string): ScopeKey {
  return { kind: KIND, id: `line-${id.charCodeAt(id.length - 1) % LINES}` };
}

function lineOf({ instance }: Request): ScopeKey {
  return lineOfInstance(instance?.id ?? '0');
}

function reserved(request: Request): number {
  const { id } = lineOf(request);
  const row = request.instance?.records.find((each) => each.kind === KIND && each.id === id);
  return row === undefined ? 0 : (JSON.parse(row.value) as { readonly reserved: number }).reserved;
}
