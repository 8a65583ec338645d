import type { Command, Principal, WorkItemRow } from '@quanheng/runtime/ports';
import type { Dice } from '../../simulation/index.js';
import { EVERYBODY } from './people.js';

/** What is done beside a matter: shown, read, urged, talked about, objected to. */
export function besideOf(dice: Dice, instance: string, items: readonly WorkItemRow[]): Command {
  const item = items.length === 0 ? '1' : dice.pick(items).item;
  switch (dice.below(6)) {
    case 0:
      return { kind: 'copyInstance', instance, persons: [dice.pick(EVERYBODY), dice.pick(EVERYBODY)] };
    case 1:
      return { kind: 'acknowledgeCopy', instance };
    case 2:
      return { kind: 'urgeWork', instance, item, ...(dice.chance(0.5) ? { text: '请尽快办理' } : {}) };
    case 3:
      return { kind: 'commentInstance', instance, text: dice.chance(0.9) ? '已电话沟通' : ' ' };
    case 4:
      return { kind: 'keepDraft', instance, item };
    default:
      return {
        kind: 'objectToPublicity',
        instance,
        activity: dice.pick(['Check', 'Meeting', 'Fill']),
        reason: '有异议',
      };
  }
}

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
