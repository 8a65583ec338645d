import type { Command, Principal } from '@quanheng/runtime/ports';
import type { Dice } from '../../../simulation/index.js';
import { EVERYBODY } from '../people.js';

/** The end of it: whoever started it, an operator, or somebody whom it does not concern. */
export function endingOf(
  dice: Dice,
  { id, startedBy }: { readonly id: string; readonly startedBy: string },
  by: (person: string) => Principal,
): { readonly principal: Principal; readonly command: Command } {
  const initiator = /^person:(.*)$/.exec(startedBy)?.[1] ?? 'operator';
  const principal = by(dice.chance(0.7) ? dice.pick([initiator, 'operator']) : dice.pick(EVERYBODY));
  const reason = dice.chance(0.95) ? '作废' : ' ';
  const kind = dice.chance(0.5) ? 'askTermination' : 'cancelInstance';
  return { principal, command: { kind, instance: id, reason } };
}
