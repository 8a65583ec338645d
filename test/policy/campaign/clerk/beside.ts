import type { Command, WorkItemRow } from '@quanheng/runtime/ports';
import type { Dice } from '../../../simulation/index.js';
import { EVERYBODY } from '../people.js';

/** What is done beside a matter: shown, read, urged, talked about. */
export function besideOf(dice: Dice, instance: string, items: readonly WorkItemRow[]): Command {
  const item = items.length === 0 ? '1' : dice.pick(items).item;
  switch (dice.below(5)) {
    case 0:
      return { kind: 'copyInstance', instance, persons: [dice.pick(EVERYBODY), dice.pick(EVERYBODY)] };
    case 1:
      return { kind: 'acknowledgeCopy', instance };
    case 2:
      return { kind: 'urgeWork', instance, item, ...(dice.chance(0.5) ? { text: '请尽快办理' } : {}) };
    case 3:
      return { kind: 'commentInstance', instance, text: dice.chance(0.9) ? '已电话沟通' : ' ' };
    default:
      return { kind: 'keepDraft', instance, item };
  }
}
