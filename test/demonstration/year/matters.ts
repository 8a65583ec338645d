import type { Dice } from '../../simulation/index.js';
import { paymentsOf } from './construction.js';
import { procurement } from './procurement.js';

type Json = Readonly<Record<string, unknown>>;

/** A matter as honest people bring it about. */
export interface Matter {
  readonly process: 'SmallPurchase' | 'Procurement' | 'Reimbursement' | 'ConstructionPayment' | 'CollectiveDecision';
  readonly initiator: string;
  /** Milliseconds since the epoch. */
  readonly begins: number;
  /** It is begun when this one has ended. */
  readonly follows?: Matter;
  /** What each activity fills in; some of it is a date of the day on which it is done. */
  readonly filled: Readonly<Record<string, Json | ((at: number) => Json)>>;
  /** What somebody fills in who must not get through with it. */
  readonly wrong?: Readonly<Record<string, Json>>;
  /** What two persons enter in the register of contracts before this activity. */
  readonly entered?: { readonly before: string; readonly contract: string; readonly data: (at: number) => Json };
}

/** How many of each the year has. */
export interface YearSize {
  readonly purchases: number;
  /** So many of the purchases at or above the limit of government procurement. */
  readonly procurements: number;
  readonly payments: number;
  readonly claims: number;
  /** Beside those that purchases and payments call. */
  readonly meetings: number;
}

export const DAY = 86_400_000;
/** The line that claims and small purchases are paid out of. */
export const DAILY_LINE = '2026-演示日常';
const CLERKS = [
  ...['clerk-a', 'clerk-b', 'clerk-c', 'nursing-clerk-a', 'nursing-clerk-b', 'arts-clerk-a', 'arts-clerk-b'],
  ...['academic-clerk', 'research-clerk', 'students-clerk', 'logistics-clerk', 'personnel-clerk'],
];
const INITIATORS = [...CLERKS, 'business-head'];
const CATEGORIES = ['办公家具', '办公耗材', '实验耗材', '图书资料', '电子设备', '维修材料'];
const MONTHS = 300 * DAY;
/** A procurement takes half a year. */
const FIRST_MONTHS = 150 * DAY;

/** Everything that is begun in the first ten months: by the end of the year nearly all is done. */
export function mattersOf(size: YearSize, begin: number, dice: Dice): readonly Matter[] {
  const begins = (): number => begin + dice.below(MONTHS);
  const list = (count: number, make: (index: number) => Matter): Matter[] =>
    Array.from({ length: count }, (_, index) => make(index));
  return [
    ...list(size.purchases - size.procurements, (index) => purchase(dice, begins(), index + 1)),
    ...list(size.procurements, (index) =>
      procurement(index + 1, dice.pick(CLERKS), begin + dice.below(FIRST_MONTHS), dice),
    ),
    ...list(size.claims, (index) => claim(dice, begins(), index + 1)),
    ...paymentsOf(size.payments, begin, dice),
    ...list(size.meetings, () => decision(dice, begins())),
  ].sort((one, other) => one.begins - other.begins);
}

function purchase(dice: Dice, begins: number, number: number): Matter {
  const amount = 500 + dice.below(4_500);
  const [price, second, third] = [amount - dice.below(400), amount + dice.below(300), amount + dice.below(500)];
  const [supplier, payee] = dice.pick([
    ['演示文具店丙', '90000003'],
    ['演示电子商行丁', '90000004'],
  ]);
  const quoted = { quoteOne: price, quoteTwo: second, quoteThree: third, supplier, price };
  return {
    ...{ process: 'SmallPurchase', initiator: dice.pick(INITIATORS), begins },
    filled: {
      Apply: { item: `演示物品${dice.below(1_000)}`, category: dice.pick(CATEGORIES), amount, budgetLine: DAILY_LINE },
      Quotes: quoted,
      PayApply: { payee, invoiceNumber: `演购票${number}` },
    },
    wrong: { Quotes: { ...quoted, price: third + 1 } },
  };
}

/** Below the first tier, or in the second. */
function claim(dice: Dice, begins: number, number: number): Matter {
  const isSmall = dice.chance(0.6);
  const [people, days] = isSmall ? [1, 5] : [2, 10];
  const amount = isSmall ? 100 + dice.below(1_400) : 5_100 + dice.below(800);
  const payee = `62220000${10_000_000 + dice.below(89_999_999)}`;
  const claimed = { amount, payee, budgetLine: DAILY_LINE, invoices: `演票${number}-1、演票${number}-2` };
  return {
    ...{ process: 'Reimbursement', initiator: dice.pick(INITIATORS), begins },
    filled: { Plan: { kind: '差旅费', purpose: '演示出差', people, days }, Claim: claimed },
    wrong: { Claim: { ...claimed, invoices: '' } },
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
