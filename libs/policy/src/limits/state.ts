import type { Work } from '../work/state.js';
import type { WorkEvent } from '../ports/index.js';
import { without } from '../work/without.js';

/** What was counted in one matter: plain JSON. */
export interface Counted {
  /** By the name of the limit, then by the id of the element instance that counted. */
  readonly used: Readonly<Record<string, Readonly<Record<string, UsedAmount>>>>;
  /** When what windows begin with was done last, by node key; milliseconds since the epoch. */
  readonly doneAt: Readonly<Record<string, number>>;
  /** Files that are there for a required paper, by its name. */
  readonly papers: Readonly<Record<string, readonly Paper[]>>;
}
export interface UsedAmount {
  readonly activity: string;
  /** An exact decimal. */
  readonly amount: string;
  /** Of which records of a kind of which a matter names several, by their ids: those that it named then. Absent: of all that it names. */
  readonly over?: readonly string[];
}
export interface Paper {
  /** SHA-256 of its bytes. */
  readonly digest: string;
  readonly file: string;
  readonly at: number;
  readonly by: string;
}
export const NOTHING_COUNTED: Counted = { used: {}, doneAt: {}, papers: {} };

/** Once published each keeps its meaning: old instances are replayed from them. */
export type CountingEvent =
  | {
      readonly type: 'work:amountUsed';
      readonly limit: string;
      readonly element: number;
      readonly activity: string;
      readonly amount: string;
      readonly over?: readonly string[];
    }
  /** Work went back before it: it is used no more. */
  | { readonly type: 'work:amountGivenBack'; readonly limit: string; readonly element: number }
  | { readonly type: 'work:windowBegan'; readonly activity: string; readonly at: number }
  | { readonly type: 'work:windowGone'; readonly activity: string }
  | { readonly type: 'work:paperAttached'; readonly name: string; readonly paper: Paper };

const TYPES: ReadonlySet<string> = new Set<CountingEvent['type']>([
  'work:amountUsed',
  'work:amountGivenBack',
  'work:windowBegan',
  'work:windowGone',
  'work:paperAttached',
]);

/** Typed, in the shape that the runtime carries. */
export function countingEvent(event: CountingEvent): WorkEvent {
  return event;
}

export function isCountingEvent(event: WorkEvent): event is WorkEvent & CountingEvent {
  return TYPES.has(event.type);
}

export function applyCounting(work: Work, event: CountingEvent): Work {
  const counted = work.counted ?? NOTHING_COUNTED;
  return { ...work, counted: applied(counted, event) };
}

function applied(counted: Counted, event: CountingEvent): Counted {
  const { used, doneAt, papers } = counted;
  switch (event.type) {
    case 'work:amountUsed': {
      const { limit, element, activity, amount, over } = event;
      const known = { activity, amount, ...(over === undefined ? {} : { over }) };
      return { ...counted, used: { ...used, [limit]: { ...used[limit], [element]: known } } };
    }
    case 'work:amountGivenBack':
      return { ...counted, used: { ...used, [event.limit]: without(used[event.limit] ?? {}, String(event.element)) } };
    case 'work:windowBegan':
      return { ...counted, doneAt: { ...doneAt, [event.activity]: event.at } };
    case 'work:windowGone':
      return { ...counted, doneAt: without(doneAt, event.activity) };
    case 'work:paperAttached': {
      const { name, paper } = event;
      return { ...counted, papers: { ...papers, [name]: [...(papers[name] ?? []), paper] } };
    }
  }
}
