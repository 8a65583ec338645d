import type { WorkEvent } from '../ports/index.js';
import type { HeldAnswer } from './handing.js';
import type { Work } from './state.js';

/** What changes when work goes from one person to another. Once published each keeps its meaning: old instances are replayed from them. */
export type HandingEvent =
  | { readonly type: 'work:itemPassed'; readonly item: string; readonly from: string; readonly to: string }
  | { readonly type: 'work:recused'; readonly activity: string; readonly persons: readonly string[] }
  /** The item was answered, and what it does waits. */
  | { readonly type: 'work:answerHeld'; readonly item: string; readonly held: HeldAnswer }
  /** It waits no more: it is carried out, or came to nothing. */
  | { readonly type: 'work:answerFreed'; readonly item: string }
  /** Something was done since the last step, which can no longer be taken back. */
  | { readonly type: 'work:stepPast' };

const TYPES: ReadonlySet<string> = new Set<HandingEvent['type']>([
  'work:itemPassed',
  'work:recused',
  'work:answerHeld',
  'work:answerFreed',
  'work:stepPast',
]);

/** Typed, in the shape that the runtime carries. */
export function handingEvent(event: HandingEvent): WorkEvent {
  return event;
}

export function isHandingEvent(event: WorkEvent): event is WorkEvent & HandingEvent {
  return TYPES.has(event.type);
}

export function applyHanding(work: Work, event: HandingEvent): Work {
  switch (event.type) {
    case 'work:itemPassed': {
      const known = work.items[event.item];
      if (known === undefined) return work;
      const passed = [...(known.passed ?? []), { from: event.from, to: event.to }];
      return { ...work, items: { ...work.items, [event.item]: { ...known, passed } } };
    }
    case 'work:recused': {
      const { activity, persons } = event;
      const known = work.recused?.[activity] ?? [];
      return { ...work, recused: { ...work.recused, [activity]: [...new Set([...known, ...persons])] } };
    }
    case 'work:answerHeld':
      return { ...work, held: { ...work.held, [event.item]: event.held } };
    case 'work:answerFreed': {
      const { held = {}, ...rest } = work;
      const left = Object.entries(held).filter(([item]) => item !== event.item);
      return left.length === 0 ? rest : { ...rest, held: Object.fromEntries(left) };
    }
    case 'work:stepPast': {
      const { last: _last, ...rest } = work;
      return rest;
    }
  }
}
