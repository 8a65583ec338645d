import type { Dice } from '../../simulation/index.js';

type Json = Readonly<Record<string, unknown>>;

/** A matter as honest people bring it about. */
export interface Matter {
  readonly process: 'SmallPurchase' | 'Reimbursement' | 'CollectiveDecision';
  readonly initiator: string;
  /** Milliseconds since the epoch. */
  readonly begins: number;
  /** What each activity fills in. */
  readonly filled: Readonly<Record<string, Json>>;
}

/** How many of each the year has. */
export interface YearSize {
  readonly purchases: number;
  readonly claims: number;
  readonly meetings: number;
}

const INITIATORS = [
  ...['clerk-a', 'clerk-b', 'clerk-c', 'nursing-clerk-a', 'nursing-clerk-b', 'arts-clerk-a', 'arts-clerk-b'],
  ...['academic-clerk', 'research-clerk', 'students-clerk', 'logistics-clerk', 'personnel-clerk', 'business-head'],
];
const CATEGORIES = ['办公家具', '办公耗材', '实验耗材', '图书资料', '电子设备', '维修材料'];
const MONTHS = 300 * 86_400_000;

/** Everything that is begun in the first ten months: by the end of the year it is done. */
export function mattersOf(size: YearSize, begin: number, dice: Dice): readonly Matter[] {
  const begins = (): number => begin + dice.below(MONTHS);
  const list = (count: number, make: () => Matter): Matter[] => Array.from({ length: count }, make);
  return [
    ...list(size.purchases, () => purchase(dice, begins())),
    ...list(size.claims, () => claim(dice, begins())),
    ...list(size.meetings, () => decision(dice, begins())),
  ].sort((one, other) => one.begins - other.begins);
}

function purchase(dice: Dice, begins: number): Matter {
  const amount = 500 + dice.below(4_500);
  const [price, second, third] = [amount - dice.below(400), amount + dice.below(300), amount + dice.below(500)];
  const [supplier, payee] = dice.pick([
    ['演示文具店丙', '90000003'],
    ['演示电子商行丁', '90000004'],
  ]);
  return {
    ...{ process: 'SmallPurchase', initiator: dice.pick(INITIATORS), begins },
    filled: {
      Apply: { item: `演示物品${dice.below(1_000)}`, category: dice.pick(CATEGORIES), amount },
      Quotes: { quoteOne: price, quoteTwo: second, quoteThree: third, supplier, price, payee },
    },
  };
}

/** Below the first tier, or in the second. */
function claim(dice: Dice, begins: number): Matter {
  const isSmall = dice.chance(0.6);
  const [people, days] = isSmall ? [1, 5] : [2, 10];
  const amount = isSmall ? 100 + dice.below(1_400) : 5_100 + dice.below(800);
  return {
    ...{ process: 'Reimbursement', initiator: dice.pick(INITIATORS), begins },
    filled: {
      Plan: { kind: '差旅费', purpose: '演示出差', people, days },
      Claim: { amount, payee: `62220000${10_000_000 + dice.below(89_999_999)}` },
    },
  };
}

function decision(dice: Dice, begins: number): Matter {
  return {
    ...{
      process: 'CollectiveDecision',
      initiator: dice.pick(['academic-head', 'research-head', 'students-clerk']),
      begins,
    },
    filled: {
      Propose: { title: '演示议题', content: '演示方案', amount: 500_000 + dice.below(1_000_000) },
      WriteMinutes: { minutes: '演示纪要' },
    },
  };
}
