import type { Command, WorkItemRow } from '@quanheng/runtime/ports';
import type { Dice } from '../../../simulation/index.js';

const DAY = 86_400_000;
/** Whose names are tried as receivers: most of them sometimes could. */
const OTHERS = [
  'pm',
  'pm2',
  'wide',
  'deep',
  'bridge',
  'both',
  'auditing',
  'auditing2',
  'cashier',
  'cashier2',
  'vinfra',
  'fhead',
];
const REASONS = ['外出开会', '近亲属为供应商', ''];

/** By which work goes from one to another: passed on, opinions asked for and done without, interests declared. */
export function handingOf(dice: Dice, { instance, item: id }: WorkItemRow, able: readonly string[]): Command {
  const reason = dice.pick([...REASONS.slice(0, 2), ...REASONS]);
  const other = able.length > 0 && dice.chance(0.6) ? dice.pick(able) : dice.pick(OTHERS);
  switch (dice.below(8)) {
    case 0:
    case 1:
      return { kind: 'transferWork', instance, item: id, to: other, reason };
    case 2:
    case 3:
      return {
        kind: 'addSigner',
        instance,
        item: id,
        person: other,
        mode: dice.pick(['before', 'parallel', 'after']),
        reason,
      };
    case 4:
      return { kind: 'removeSigner', instance, item: id };
    case 5:
      return { kind: 'reofferWork', instance, item: id };
    case 6:
      return { kind: 'recuseWork', instance, item: id, reason };
    default:
      return { kind: 'transferWork', instance, item: id, to: other, reason };
  }
}

/** Somebody lets somebody else act for them, or no longer. */
export function delegatingOf(dice: Dice, now: number): Command {
  if (dice.chance(0.3)) return { kind: 'endDelegation', delegation: `own-${dice.below(60)}` };
  const from = now + (dice.chance(0.8) ? 0 : dice.below(3) * DAY - DAY);
  const processes = dice.chance(0.6) ? [] : [dice.pick(['Payment', 'Great', 'Sneaky'])];
  return {
    kind: 'delegate',
    to: dice.pick(OTHERS),
    from,
    until: from + dice.below(40) * DAY,
    processes,
    document: '出差',
  };
}
