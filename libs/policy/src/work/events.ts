import type { WorkEvent } from '../ports/index.js';
import type { ExceptionEvent } from '../exceptions/events.js';
import type { ApprovedAct, DoneAct, Voiding } from './state.js';

/** The policy's own events, besides those of work items that the runtime knows. Once published each keeps its meaning: old instances are replayed from them. */
export type ControlEvent =
  | ExceptionEvent
  | { readonly type: 'work:controlOpened'; readonly element: number; readonly activity: string }
  | { readonly type: 'work:actDone'; readonly element: number; readonly act: string; readonly done: DoneAct }
  | {
      readonly type: 'work:controlEnded';
      readonly element: number;
      readonly body?: number;
      readonly outcome: string;
      readonly digest: string;
      readonly papers?: readonly string[];
      readonly at: number;
    }
  /** It went before it ended: its activity was cancelled or returned from. */
  | { readonly type: 'work:controlDropped'; readonly element: number }
  /** Something governed has begun, for the first time in that activity. */
  | { readonly type: 'work:powerUsed'; readonly activity: string }
  /** Money begins to go out on these approvals. */
  | { readonly type: 'work:approvalUsed'; readonly used: ApprovedAct }
  /** Done by hand, and cancelled before it was done: nothing went out on it. */
  | { readonly type: 'work:approvalFreed'; readonly element: number }
  /** What was done in it no longer counts; it goes on, and is done anew. */
  | { readonly type: 'work:actsVoided'; readonly element: number }
  /** It ended, and no longer counts. */
  | { readonly type: 'work:controlVoided'; readonly activity: string; readonly voided: Voiding }
  /** Its time limit has passed; it is to be done all the same. */
  | { readonly type: 'work:itemOverdue'; readonly item: string; readonly at: number };

/** Typed, in the shape that the runtime carries. */
export function controlEvent(event: ControlEvent): WorkEvent {
  return event;
}

export function isControlEvent(event: WorkEvent): event is WorkEvent & ControlEvent {
  return event.type.startsWith('work:');
}
