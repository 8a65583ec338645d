import type { Dice } from '../../simulation/index.js';
import type { Matter } from './matters.js';

/** The line that the year's construction is paid out of. */
export const CONSTRUCTION_LINE = '2026-演示基建';
const DAY = 86_400_000;
const PERIODS = 12;
const EVERY = 25 * DAY;
/** Of what was measured, as the demonstration has it. */
const RATIO = 0.8;
const CONTRACTORS = [
  { supplier: 'S-1', payee: '90000001', wageAccount: '90000011' },
  { supplier: 'S-2', payee: '90000002', wageAccount: '90000012' },
] as const;

export interface YearContract {
  readonly id: string;
  readonly sum: number;
  readonly supplier: string;
}

/** A contract of twelve periods each, as many as it takes. */
export function contractsOf(payments: number): readonly YearContract[] {
  return Array.from({ length: Math.ceil(payments / PERIODS) }, (_, index) => {
    const { supplier } = contractor(index);
    return { id: contractNumber(index), sum: 40_000_000, supplier };
  });
}

/** Period after period of each contract: most of them below the tier of the leaders, some above it, a few for the meeting. */
export function paymentsOf(count: number, begin: number, dice: Dice): readonly Matter[] {
  const found: Matter[] = [];
  for (let index = 0; found.length < count; index++) {
    const periods = Math.min(PERIODS, count - found.length);
    const amounts = Array.from({ length: periods }, () => amountOf(dice));
    const first = begin + dice.below(EVERY);
    for (let period = 0; period < periods; period++) {
      const measured = amounts.slice(0, period + 1).reduce((sum, each) => sum + each, 0);
      const said = { amount: amounts[period] ?? 0, measured, begins: first + period * EVERY, dice };
      const follows = period === 0 ? undefined : found.at(-1);
      found.push({ ...payment(index, period, said), ...(follows === undefined ? {} : { follows }) });
    }
  }
  return found;
}

function amountOf(dice: Dice): number {
  if (dice.chance(0.04)) return 2_000_000 + dice.below(500_000);
  return dice.chance(0.1) ? 1_000_000 + dice.below(900_000) : 100_000 + dice.below(800_000);
}

interface Said {
  readonly amount: number;
  readonly measured: number;
  readonly begins: number;
  readonly dice: Dice;
}

function payment(index: number, period: number, { amount, measured, begins, dice }: Said): Matter {
  const { payee, wageAccount } = contractor(index);
  const apply = {
    ...{ contractNumber: contractNumber(index), budgetLine: CONSTRUCTION_LINE, period: String(period + 1) },
    ...{ amount, wageAmount: Math.round(amount / 5), payee, wageAccount, description: '演示工程' },
  };
  const site = { certifiedTotal: Math.ceil(measured / RATIO), changeAmount: 0, deductions: 0 };
  return {
    ...{ process: 'ConstructionPayment', initiator: dice.pick(['project-manager', 'cost-engineer']), begins },
    filled: {
      Apply: apply,
      SiteCheck: site,
      Invoice: { invoiceNumber: `演基票${index + 1}-${period + 1}` },
      'CollectiveDecision:Propose': { title: '演示工程进度款', content: '按合同支付' },
      'CollectiveDecision:WriteMinutes': { minutes: '演示纪要' },
    },
    wrong: {
      Apply: { ...apply, payee: '90000003' },
      SiteCheck: dice.chance(0.5) ? { ...site, certifiedTotal: 1_000 } : { ...site, changeAmount: 50_000 },
    },
  };
}

function contractor(index: number): (typeof CONTRACTORS)[number] {
  return CONTRACTORS[index % 2 === 0 ? 0 : 1];
}

function contractNumber(index: number): string {
  return `演基〔2026〕${index + 1}号`;
}
