import type { ActivityPolicy, ControlKind } from './types.js';

/**
 * What a handler (`treasury-payment`) or a form (`form:payment-order`) does that is governed: `payment`. Said by the installation and by the profiles,
 * never by a drawing, whose author could leave it out.
 */
export type Effects = (key: string) => string | undefined;

/** What doing a duty brings about, where a person does it by hand (domain §3.3). */
const EFFECTS_OF_DUTIES: ReadonlyMap<string, string> = new Map([
  ['PAY_EXECUTE', 'payment'],
  ['PROJECT_PAY', 'payment'],
  ['CONTRACT_SIGN', 'contract'],
  ['DISPOSAL_EXECUTE', 'disposal'],
  ['APPOINT_ISSUE', 'appointment'],
]);

/** What completing an activity brings about: by its handler, by its form, or by its duties where people do it. */
export function effectOf(
  activity: Pick<ActivityPolicy, 'control' | 'duties' | 'form'> | undefined,
  handler: string | null | undefined,
  effects: Effects,
): string | undefined {
  const done = handler == null ? undefined : effects(handler);
  if (done !== undefined || activity === undefined) return done;
  const { control, duties, form } = activity;
  const filled = form === null ? undefined : effects(`form:${form}`);
  // Deciding about something is not doing it: the duties of a control have no effect.
  return filled ?? (control === null ? effectOfDuties(duties) : undefined);
}

/** The first effect that one of the duties has. */
function effectOfDuties(duties: readonly string[]): string | undefined {
  for (const duty of duties) {
    const effect = EFFECTS_OF_DUTIES.get(duty);
    if (effect !== undefined) return effect;
  }
  return undefined;
}

/** Effects that nobody brings about alone, whatever a profile says: two pens or a body come before (domain §6.1, L07). */
export const NEEDS_TWO: ReadonlySet<string> = new Set(['payment']);

/** Two pens or a body. */
export function isJoint(kind: ControlKind | undefined): boolean {
  return kind === 'dualSignature' || kind === 'collectiveDecision';
}
