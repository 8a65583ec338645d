import type { WorkEvent } from '../ports/index.js';
import { isSameHandOver, type Consent, type Correction, type HandOver } from './office.js';
import type { Work } from './state.js';

/** Once published each keeps its meaning: old instances are replayed from them. */
export type OfficeEvent =
  | {
      readonly type: 'work:handOverSigned';
      readonly handOver: Omit<HandOver, 'signed' | 'since'>;
      readonly consent: Consent;
      /** Nobody is missing any more. */
      readonly isComplete: boolean;
    }
  | { readonly type: 'work:correctionProposed'; readonly correction: Correction }
  | {
      readonly type: 'work:correctionDecided';
      readonly correction: number;
      readonly decided: NonNullable<Correction['decided']>;
    };

const TYPES: ReadonlySet<string> = new Set<OfficeEvent['type']>([
  'work:handOverSigned',
  'work:correctionProposed',
  'work:correctionDecided',
]);

/** Typed, in the shape that the runtime carries. */
export function officeEvent(event: OfficeEvent): WorkEvent {
  return event;
}

export function isOfficeEvent(event: WorkEvent): event is WorkEvent & OfficeEvent {
  return TYPES.has(event.type);
}

export function applyOffice(work: Work, event: OfficeEvent): Work {
  switch (event.type) {
    case 'work:handOverSigned':
      return { ...work, handOvers: signed(work.handOvers ?? [], event) };
    case 'work:correctionProposed':
      return { ...work, corrections: [...(work.corrections ?? []), event.correction] };
    case 'work:correctionDecided': {
      const { correction, decided } = event;
      const known = work.corrections ?? [];
      return { ...work, corrections: known.map((each) => (each.number === correction ? { ...each, decided } : each)) };
    }
  }
}

function signed(
  known: readonly HandOver[],
  { handOver, consent, isComplete }: Extract<OfficeEvent, { type: 'work:handOverSigned' }>,
): readonly HandOver[] {
  const isThis = (each: HandOver): boolean => each.since === undefined && isSameHandOver(each, handOver);
  const before = known.find(isThis);
  const after: HandOver = {
    ...handOver,
    signed: [...(before?.signed ?? []), consent],
    ...(isComplete ? { since: consent.at } : {}),
  };
  return before === undefined ? [...known, after] : known.map((each) => (isThis(each) ? after : each));
}
