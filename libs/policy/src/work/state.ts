import type { Exceptions } from '../exceptions/state.js';
import type { Counted } from '../limits/state.js';
import type { Addition, ReviewOf } from '../ports/index.js';
import type { HeldAnswer, LastStep, Passing } from './handing.js';
import type { OfficeWork } from './office.js';

/** What the policy knows of an instance (architecture §2): a plain JSON value that changes by work events alone. */
export interface Work extends OfficeWork {
  /** Open work items, by their id in the instance. */
  readonly items: Readonly<Record<string, Item>>;
  /** Controls under way, by the id of their element instance; absent: none. */
  readonly controls?: Readonly<Record<string, OpenControl>>;
  /** How each control ended last, by node key; absent: none has. */
  readonly ended?: Readonly<Record<string, EndedControl>>;
  /** What the policy waits for, by number; absent: nothing, and never has. */
  readonly deadlines?: Deadlines;
  /** Freezes, alerts and the like; absent: there never were any. */
  readonly exceptions?: Exceptions;
  /** Activities that have begun something governed; absent: none has. */
  readonly powerUsed?: readonly string[];
  /** Payments that rest on approvals, in the order in which they began; absent: none did. */
  readonly approved?: readonly ApprovedAct[];
  /** Who was shown the matter (传阅), by person; absent: nobody. */
  readonly copies?: Readonly<Record<string, Copy>>;
  /** Who has said that they have an interest (申请回避), by activity; absent: nobody. */
  readonly recused?: Readonly<Record<string, readonly string[]>>;
  /** Answers that wait for an opinion, by the item that was answered; absent: none. */
  readonly held?: Readonly<Record<string, HeldAnswer>>;
  /** Amounts used, windows begun, papers attached; absent: there never were any. */
  readonly counted?: Counted;
  /** What can be taken back; absent: nothing. */
  readonly last?: LastStep;
}

/** Milliseconds since the epoch. */
export interface Copy {
  readonly by: string;
  readonly at: number;
  /** Absent: not yet. */
  readonly readAt?: number;
}

export interface Deadlines {
  /** The last number given out. */
  readonly last: number;
  readonly open: Readonly<Record<string, OpenDeadline>>;
}
export interface OpenDeadline {
  readonly activity: string;
  /** Milliseconds since the epoch. */
  readonly due: number;
  readonly purpose: DeadlinePurpose;
}
/** What is done when it comes. Once published each keeps its meaning. */
export type DeadlinePurpose =
  /** The time limit (`qh:limit`) of a work item is over. */
  | { readonly kind: 'itemDue'; readonly item: string }
  /** An emergency order has not been ratified in time. */
  | { readonly kind: 'ratificationDue'; readonly activity: string }
  /** A control under way is asked what may be done in it now. */
  | { readonly kind: 'controlAgain'; readonly element: number }
  /** What discipline inspection froze goes on. */
  | { readonly kind: 'freezeEnds' };

export interface Item {
  /** Id of the element instance. */
  readonly element: number;
  /** Node key. */
  readonly activity: string;
  /** Which act of a control it is; absent: the activity is no control. */
  readonly act?: string;
  readonly offers: readonly string[];
  readonly assignee: string | null;
  /** It asks whether the matter is to end, as this person wants it to; absent: it does not. */
  readonly ending?: { readonly by: string };
  /** How often it was urged (催办), and when last; absent: never. */
  readonly urged?: { readonly times: number; readonly at: number };
  /** Since when it is later than its time limit allows; absent: it is not. */
  readonly overdueSince?: number;
  /** How it was passed on, in order; absent: it was not. */
  readonly passed?: readonly Passing[];
  /** How many opinions were asked for so far, each under a number of its own; absent: none. */
  readonly asked?: number;
  /** It is the substitute review of another item; absent: it is not. */
  readonly review?: ReviewOf;
  /** It is an opinion on another item; absent: it is work of its own. */
  readonly addition?: Addition;
}

export interface OpenControl {
  readonly activity: string;
  /** Items opened so far, also for acts that were voided since: each has a number of its own. */
  readonly opened: number;
  /** What was done and still counts, by act. */
  readonly acts: Readonly<Record<string, DoneAct>>;
}

/** One act of a control, done. Several may be of one name where a control lets several persons do it. */
export interface DoneAct {
  readonly person: string;
  readonly onBehalfOf?: string;
  readonly post: string | null;
  readonly department: string | null;
  readonly answer: Answer;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** Of the protected data as they were. */
  readonly digest: string;
  /** Names of the papers whose versions the digest covers as well; absent: none was there. */
  readonly papers?: readonly string[];
  readonly tally?: Tally;
  /** Of what begins a period: its end, as the calendars counted it then. */
  readonly period?: KeptPeriod;
  /** Departments that the post led then, as the organisation was known then: of a leader's signature where lines are asked about. */
  readonly led?: readonly string[];
  /** Of a sign-in: there, or by video. */
  readonly attendance?: 'inPerson' | 'video';
}
/** A period that stays what it was, whatever the calendars say later. */
export interface KeptPeriod {
  /** Counted from 1970-01-01 in China. */
  readonly lastDay: number;
  /** Milliseconds since the epoch. */
  readonly end: number;
  /** The version of the organisation whose calendars counted it. */
  readonly organisation: number;
}
/** 同意, 不同意, 缓议; of a member who leaves the room: 回避; of who receives a filing and wants to see more: 要求补充材料. */
export type Answer = 'approve' | 'disapprove' | 'defer' | 'recuse' | 'supplement';
/** Votes counted on paper. */
export interface Tally {
  readonly approve: number;
  readonly disapprove: number;
  readonly defer: number;
}

export interface EndedControl {
  readonly element: number;
  /** Of an inner instance of a multi-instance: the body that it belongs to. One that said no, or is void, outweighs its siblings. */
  readonly body?: number;
  readonly outcome: string;
  readonly at: number;
  readonly digest: string;
  /** Names of the papers whose versions the digest covers as well; absent: none was there. */
  readonly papers?: readonly string[];
  readonly acts: Readonly<Record<string, DoneAct>>;
  /** Since then something took its effect away: it counts as not done. */
  readonly voided?: Voiding;
}
/** What has begun on an approval uses it up for that activity. */
export interface ApprovedAct {
  /** Id of the element instance that began. */
  readonly element: number;
  readonly activity: string;
  /** Element instances of the controls that stood for it then. */
  readonly approvals: readonly number[];
}
export interface Voiding {
  readonly at: number;
  /** What was signed was changed; work went back before it; a signature was taken back. */
  readonly why: 'content' | 'return' | 'revoked';
}

export const NO_WORK: Work = { items: {} };

/** What was done in a control and still counts, while it is under way or since it ended. */
export function signaturesOf({ controls = {}, ended = {} }: Work, activity: string): readonly DoneAct[] {
  const open = Object.values(controls).filter((control) => control.activity === activity);
  const last = ended[activity];
  const over = last === undefined || last.voided !== undefined ? [] : [last];
  return [...open, ...over].flatMap(({ acts }) => Object.values(acts));
}
