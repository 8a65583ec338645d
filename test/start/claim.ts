import { OPERATIONS } from '@quanheng/contracts';
import { Visitor } from './visitor.js';

/** Logins and passwords as the first start shows them. */
export function accountsIn(text: string): Map<string, string> {
  const lines = text.matchAll(/^([a-z-]+) +((?:\w{4}-){3}\w{4}) /gm);
  return new Map([...lines].map(([, login = '', password = '']) => [login, password]));
}

/** Plays a claim of the demonstration from the first form to the last signature, each step by its own person; gives the names of the steps. */
export async function signClaim(
  url: string,
  passwords: ReadonlyMap<string, string>,
): Promise<{ readonly clerk: Visitor; readonly instance: string; readonly steps: readonly string[] }> {
  const as = (login: string): Promise<Visitor> => signedIn(url, login, passwords);
  const clerk = await as('clerk-a');
  const begun = await clerk.call(OPERATIONS.startInstance, { body: { process: 'Reimbursement', variables: {} } });
  const { instance } = begun.result as { instance: string };
  const planned = { kind: '差旅费', purpose: '演示', people: 2, days: 6 };
  const steps = [await clerk.completeOpenItem(instance, planned)];
  await clerk.attach(instance, '费用票据.txt', '费用票据');
  const claimed = { amount: 6000, payee: '6222000011112222', budgetLine: '2026-信息学院', invoices: instance };
  steps.push(await clerk.completeOpenItem(instance, claimed));
  for (const login of ['business-head', 'standards-officer', 'finance-auditor', 'business-head', 'finance-head']) {
    steps.push(await (await as(login)).completeOpenItem(instance, {}, ['票据真实', '金额一致']));
  }
  return { clerk, instance, steps };
}

/** What is left once all have signed: it is paid, booked, checked and filed. Gives the names of the steps. */
export async function fileClaim(
  url: string,
  passwords: ReadonlyMap<string, string>,
  instance: string,
): Promise<readonly string[]> {
  const [cashier, bookkeeper, checker] = await Promise.all(
    ['cashier', 'bookkeeper', 'internal-checker'].map((login) => signedIn(url, login, passwords)),
  );
  if (cashier === undefined || bookkeeper === undefined || checker === undefined)
    throw new Error('somebody is missing');
  const paid = await cashier.completeOpenItem(instance);
  for (let tries = 0; tries < 300; tries++) {
    if (await bookkeeper.hasOpenItem(instance)) break;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  const booked = await bookkeeper.completeOpenItem(instance);
  await bookkeeper.attach(instance, '记账凭证.txt', '记账凭证');
  const checked = await checker.completeOpenItem(instance);
  return [paid, booked, checked, await bookkeeper.completeOpenItem(instance)];
}

async function signedIn(url: string, login: string, passwords: ReadonlyMap<string, string>): Promise<Visitor> {
  const visitor = new Visitor(url);
  const status = await visitor.signIn(login, passwords.get(login) ?? '');
  if (status !== 201) throw new Error(`${login} cannot sign in: ${status}`);
  return visitor;
}

/** Looks until the instance has ended; gives its status. */
export async function statusAtEnd(visitor: Visitor, instance: string): Promise<unknown> {
  for (let tries = 0; tries < 300; tries++) {
    const { status } = await visitor.call(OPERATIONS.readInstance, { params: { instance } });
    if (status !== 'running' && status !== 'active') return status;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return 'still running';
}
