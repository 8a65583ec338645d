import { withFields } from '@quanheng/engine';
import { applyException } from '../exceptions/events.js';
import { NO_EXCEPTIONS } from '../exceptions/state.js';
import { applyCounting, isCountingEvent } from '../limits/state.js';
import type { WorkEvent } from '../ports/index.js';
import { applyCopies } from './copies.js';
import { isControlEvent, type ControlEvent } from './events.js';
import { applyHanding, isHandingEvent } from './handing-events.js';
import { applyOffice, isOfficeEvent } from './office-events.js';
import type { DeadlinePurpose, EndedControl, Item, OpenControl, OpenDeadline, Work } from './state.js';
import { without } from './without.js';

/** The only way in which work changes. An event about something that is not there changes nothing. */
export function applyWork(work: Work, event: WorkEvent): Work {
  if (isHandingEvent(event)) return applyHanding(work, event);
  if (isOfficeEvent(event)) return applyOffice(work, event);
  if (isCountingEvent(event)) return applyCounting(work, event);
  if (isControlEvent(event)) return applyControl(work, event);
  switch (event.type) {
    case 'itemOpened': {
      const { item, element, activity, offers, act, addition } = event;
      const made: Item = {
        element,
        activity,
        offers,
        assignee: null,
        ...(act === undefined ? {} : { act }),
        ...(addition === undefined ? {} : { addition }),
        ...(event.ending === undefined ? {} : { ending: event.ending }),
        ...(event.review === undefined ? {} : { review: event.review }),
      };
      const opened = { ...work, items: { ...work.items, [item]: made } };
      if (addition !== undefined) return withAsked(opened, addition.to);
      if (act === undefined) return opened;
      return changed(opened, element, (known) => ({ ...known, opened: known.opened + 1 }));
    }
    case 'itemAssigned': {
      const known = work.items[event.item];
      if (known === undefined) return work;
      return { ...work, items: { ...work.items, [event.item]: { ...known, assignee: event.assignee } } };
    }
    case 'itemCompleted':
      return { ...withLast(work, event), items: without(work.items, event.item) };
    case 'itemCancelled':
      return { ...work, items: without(work.items, event.item) };
    // Who it is is in `recused`; what is excepted are rows.
    case 'itemExcepted':
      return work;
    case 'copied':
    case 'copyRead':
      return applyCopies(work, event);
    case 'itemUrged': {
      const known = work.items[event.item];
      if (known === undefined) return work;
      const urged = { times: event.times, at: event.at };
      return { ...work, items: { ...work.items, [event.item]: withFields(known, { urged }) } };
    }
    case 'deadlineSet': {
      const { deadline, activity, due, purpose } = event;
      const opened: OpenDeadline = { activity, due, purpose: purpose as DeadlinePurpose };
      return withFields(work, {
        deadlines: { last: deadline, open: { ...work.deadlines?.open, [deadline]: opened } },
      });
    }
    case 'deadlineCleared': {
      const { deadlines } = work;
      if (deadlines === undefined) return work;
      return { ...work, deadlines: { ...deadlines, open: without(deadlines.open, String(event.deadline)) } };
    }
    default:
      return work;
  }
}

function withAsked(work: Work, item: string): Work {
  const known = work.items[item];
  if (known === undefined) return work;
  return { ...work, items: { ...work.items, [item]: withFields(known, { asked: (known.asked ?? 0) + 1 }) } };
}

/** What a person did can be taken back until something else is done. */
function withLast(work: Work, { item, by, since }: Extract<WorkEvent, { type: 'itemCompleted' }>): Work {
  const known = work.items[item];
  if (known === undefined || since === undefined) return work;
  const { element, activity } = known;
  return withFields(work, { last: { element, activity, by, since } });
}

function applyControl(work: Work, event: ControlEvent): Work {
  switch (event.type) {
    case 'work:controlOpened':
      return withControl(work, event.element, { activity: event.activity, opened: 0, acts: {} });
    case 'work:actDone':
      return changed(work, event.element, (known) => ({ ...known, acts: { ...known.acts, [event.act]: event.done } }));
    case 'work:actsVoided':
      return changed(work, event.element, (known) => ({ ...known, acts: {} }));
    case 'work:controlEnded': {
      const { type: _type, element, ...rest } = event;
      const known = work.controls?.[element];
      if (known === undefined) return work;
      const ended = besideSiblings({ element, ...rest, acts: known.acts }, work.ended?.[known.activity]);
      return withEnded(withoutControl(work, element), known.activity, ended);
    }
    case 'work:frozen':
    case 'work:thawed':
    case 'work:alertRaised':
    case 'work:reviewed':
    case 'work:reviewsVoided':
      return withFields(work, { exceptions: applyException(work.exceptions ?? NO_EXCEPTIONS, event) });
    case 'work:controlDropped':
      return withoutControl(work, event.element);
    case 'work:powerUsed':
      return withFields(work, { powerUsed: [...(work.powerUsed ?? []), event.activity] });
    case 'work:approvalUsed':
      return withFields(work, { approved: [...(work.approved ?? []), event.used] });
    case 'work:approvalFreed':
      return { ...work, approved: (work.approved ?? []).filter(({ element }) => element !== event.element) };
    case 'work:itemOverdue': {
      const known = work.items[event.item];
      if (known === undefined) return work;
      return { ...work, items: { ...work.items, [event.item]: withFields(known, { overdueSince: event.at }) } };
    }
    case 'work:controlVoided': {
      const known = work.ended?.[event.activity];
      return known === undefined ? work : withEnded(work, event.activity, withFields(known, { voided: event.voided }));
    }
  }
}

/** Inner instances of one multi-instance count together. */
function besideSiblings(ended: EndedControl, before: EndedControl | undefined): EndedControl {
  if (before === undefined || ended.body === undefined || before.body !== ended.body) return ended;
  const { outcome, voided } = before;
  return {
    ...ended,
    ...(outcome === 'passed' ? {} : { outcome }),
    ...(voided === undefined ? {} : { voided }),
  };
}

function changed(work: Work, element: number, change: (known: OpenControl) => OpenControl): Work {
  const known = work.controls?.[element];
  return known === undefined ? work : withControl(work, element, change(known));
}

function withControl(work: Work, element: number, control: OpenControl): Work {
  return withFields(work, { controls: { ...work.controls, [element]: control } });
}

function withEnded(work: Work, activity: string, ended: EndedControl): Work {
  return withFields(work, { ended: withFields(work.ended ?? {}, { [activity]: ended }) });
}

function withoutControl(work: Work, element: number): Work {
  const { controls = {}, ...rest } = work;
  const left = without(controls, String(element));
  return Object.keys(left).length === 0 ? rest : withFields(rest, { controls: left });
}
