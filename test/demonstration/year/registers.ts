import { OPERATIONS } from '@quanheng/contracts';
import { CONSTRUCTION_LINE, contractsOf } from './construction.js';
import { DAILY_LINE, type Matter } from './matters.js';
import type { University } from './university.js';

type Json = Readonly<Record<string, unknown>>;

/** Who keeps each register: one proposes, another confirms. */
const KEEPERS = {
  contract: ['purchasing-officer', 'finance-auditor'],
  budgetLine: ['finance-auditor', 'finance-head'],
} as const;

/** The contracts that are paid during the year, and the lines that they and purchases are paid out of. */
export async function enterLedgers(university: University, matters: readonly Matter[]): Promise<void> {
  const payments = matters.filter(({ process }) => process === 'ConstructionPayment');
  const purchases = matters.filter(({ process }) => process === 'Procurement');
  const lines: Record<string, Json> = {};
  if (payments.length > 0) lines[CONSTRUCTION_LINE] = lineOf('infrastructure', '演示基建', payments);
  for (const purchase of purchases) {
    const { line } = purchase.filled['Apply'] as { line: string };
    lines[line] = lineOf('procurement', '演示采购', [purchase]);
  }
  const daily = matters.filter(({ process }) => process === 'SmallPurchase' || process === 'Reimbursement');
  if (daily.length > 0) lines[DAILY_LINE] = lineOf('office', '演示日常', daily);
  if (Object.keys(lines).length > 0) await propose(university, 'budgetLine', lines);
  const contracts = contractsOf(payments.length).map(({ id, sum, supplier }): [string, Json] => [
    id,
    {
      ...{ name: '演示工程', supplier, project: '演示工程', sum: String(sum), openingPaid: '0', retentionPercent: '3' },
      ...{ signedOn: '2026-01-04', liabilityUntil: '2029-12-31' },
    },
  ]);
  if (contracts.length > 0) await propose(university, 'contract', Object.fromEntries(contracts));
}

/** The contract of a purchase. */
export async function enter(university: University, { contract, data }: NonNullable<Matter['entered']>): Promise<void> {
  await propose(university, 'contract', { [contract]: data(university.clock.now) });
}

/** Just what everything that is planned comes to. */
function lineOf(department: string, name: string, matters: readonly Matter[]): Json {
  const amounts = matters.map(({ filled }) => Number(((filled['Apply'] ?? filled['Claim']) as Json)['amount']));
  const granted = amounts.reduce((sum, amount) => sum + amount, 0);
  return { name, year: 2026, department, project: null, category: null, granted: String(granted), openingSpent: '0' };
}

/** @throws when one of the two is not heard */
async function propose(
  university: University,
  register: keyof typeof KEEPERS,
  entries: Readonly<Record<string, Json>>,
): Promise<void> {
  const [proposer, confirmer] = KEEPERS[register];
  const changes = Object.entries(entries).map(([id, data]) => ({ change: 'put', id, from: null, to: null, data }));
  const body = { document: '演示登记', changes };
  const proposed = await university.call(proposer, OPERATIONS.proposeRegister, { register }, body);
  const { proposal, digest } = (proposed.json['result'] ?? {}) as { proposal?: string; digest?: string };
  if (proposal === undefined) throw new Error(`${register}: ${JSON.stringify(proposed.json)}`);
  const confirmed = await university.call(confirmer, OPERATIONS.confirmProposal, { register, proposal }, { digest });
  if (confirmed.status !== 200) throw new Error(`${register}: ${JSON.stringify(confirmed.json)}`);
}
