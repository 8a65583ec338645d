import { OPERATIONS } from '@quanheng/contracts';
import type { Visitor } from '../start/visitor.js';
import type { Office } from './product.js';

type Json = Readonly<Record<string, unknown>>;

/** What is claimed, by whom. */
export interface Claim {
  readonly login: string;
  readonly kind: string;
  readonly purpose: string;
  readonly people: number;
  readonly days: number;
  readonly amount: number;
}
export const JOURNEY: Claim = {
  ...{ login: 'clerk-a', kind: '差旅费', purpose: '赴外地参加学术会议(演示)' },
  ...{ people: 2, days: 6, amount: 6000 },
};

/** Somebody begins a claim, and nothing is filled in yet. */
export async function begun(clerk: Visitor): Promise<string> {
  const { result } = await clerk.call(OPERATIONS.startInstance, { body: { process: 'Reimbursement' } });
  return (result as { instance: string }).instance;
}

/** A claim of the demonstration that waits for the head of the department; of a kind that needs an application before, for the approval of that. */
export async function claim(office: Office, { login, amount, ...plan }: Claim = JOURNEY): Promise<string> {
  const clerk = await office.clerk(login);
  const instance = await begun(clerk);
  await clerk.completeOpenItem(instance, plan);
  if (!(await clerk.hasOpenItem(instance))) return instance;
  await clerk.attach(instance, '费用票据.txt', '费用票据');
  // No two claims of an office have an invoice in common.
  const claimed = { amount, payee: '6222000011112222', budgetLine: '2026-信息学院', invoices: instance };
  await clerk.completeOpenItem(instance, claimed);
  return instance;
}

/** A claim that somebody tried to act in who has no part in it, and was refused. */
export async function meddled(office: Office): Promise<string> {
  const clerk = await office.clerk(JOURNEY.login);
  const instance = await begun(clerk);
  const { items } = await clerk.call(OPERATIONS.listInstanceItems, { params: { instance } });
  const [open] = items as { item: string }[];
  const stranger = await office.clerk('procurement-head');
  const attempt = stranger.call(OPERATIONS.completeItem, {
    ...{ params: { instance, item: open!.item }, body: { variables: {} } },
  });
  await expect(attempt).rejects.toThrow('NOT_OFFERED');
  return instance;
}

/** Checked by all three, so that it waits for two pens. */
export async function checkClaim(office: Office, instance: string): Promise<void> {
  for (const login of ['business-head', 'standards-officer', 'finance-auditor']) {
    await (await office.clerk(login)).completeOpenItem(instance, {}, ['票据真实', '金额一致']);
  }
}

/** The address of the open step of that name, whoever it is offered to. */
export async function stepOf(visitor: Visitor, instance: string, name: RegExp): Promise<string> {
  const { items } = await visitor.call(OPERATIONS.listInstanceItems, { params: { instance } });
  const found = (items as Json[]).find((each) => each['status'] === 'open' && name.test(String(each['name'])));
  if (found === undefined) throw new Error(`${instance} has no open step ${String(name)}: ${JSON.stringify(items)}`);
  return `${instance}/${encodeURIComponent(String(found['item']))}`;
}
