import { OPERATIONS } from '@quanheng/contracts';
import type { Visitor } from '../start/visitor.js';
import type { Office } from './product.js';

type Json = Readonly<Record<string, unknown>>;

/** A claim of the demonstration that waits for the head of the department. */
export async function claim(office: Office): Promise<string> {
  const clerk = await office.clerk('clerk-a');
  const { result } = await clerk.call(OPERATIONS.startInstance, { body: { process: 'Reimbursement' } });
  const { instance } = result as { instance: string };
  await clerk.completeOpenItem(instance, { kind: '差旅费', purpose: '赴外地参加学术会议(演示)', people: 2, days: 6 });
  await clerk.attach(instance, '费用票据.txt', '费用票据');
  await clerk.completeOpenItem(instance, { amount: 6000, payee: '6222000011112222' });
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
