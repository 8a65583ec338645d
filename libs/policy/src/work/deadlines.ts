import { deadlineTimer, type Deadline, type FireTimer, type Reaction, type Request } from '../ports/index.js';
import { conflict } from '../acts/reactions.js';
import { thaw } from '../exceptions/freezing.js';
import { notRatified } from '../exceptions/ratification.js';
import { controlEvent } from './events.js';
import type { WorkDraft } from './draft.js';
import type { OpenDeadline, Work } from './state.js';

/** What the policy waits for, as the runtime keeps it. */
export function deadlinesOf({ deadlines }: Work): readonly Deadline[] {
  return Object.entries(deadlines?.open ?? {}).map(([deadline, { activity, due }]) => ({
    ...{ deadline: Number(deadline), activity, due },
  }));
}

/** undefined: the timer is the engine's. */
export function deadlineOf({ subscription }: FireTimer): number | undefined {
  return subscription < 0 ? deadlineTimer(subscription) : undefined;
}

/** A deadline has come: it is over, and what it was for is done. */
export function onDeadline(draft: WorkDraft, request: Request<Work>, deadline: number): Reaction {
  const { at } = request;
  const open = draft.work.deadlines?.open[deadline];
  if (open === undefined) return conflict('该时限已不存在。');
  if (open.due > at) return conflict('该时限尚未到期。');
  draft.emit({ type: 'deadlineCleared', deadline });
  doWhatItIsFor(draft, open, request);
  return draft.reaction();
}

const TIMER = 'system:timer';

function doWhatItIsFor(draft: WorkDraft, { purpose }: OpenDeadline, { at, instance }: Request<Work>): void {
  switch (purpose.kind) {
    case 'itemDue': {
      const item = draft.work.items[purpose.item];
      if (item === undefined || draft.deem(item, TIMER)) return;
      draft.emit(controlEvent({ type: 'work:itemOverdue', item: purpose.item, at }));
      // Told, not passed on: who supervises the work does not do it.
      draft.tell(draft.toldLate(item), TIMER);
      return;
    }
    case 'controlAgain':
      draft.settle(purpose.element);
      return;
    case 'ratificationDue':
      if (instance !== undefined) notRatified(draft, instance, purpose.activity, at);
      return;
    case 'freezeEnds':
      thaw(draft, ['discipline']);
      return;
  }
}
