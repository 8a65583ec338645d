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
  await clerk.attach(instance, '费用票据.txt', '费用票据');
  const steps = [await clerk.completeOpenItem(instance, { amount: 6000, category: '差旅费', reason: '演示' })];
  for (const login of ['checker', 'leader', 'business-head', 'finance-head']) {
    steps.push(await (await as(login)).completeOpenItem(instance));
  }
  return { clerk, instance, steps };
}

/** What is left once the payment is made: it is booked and filed. Gives the names of the steps. */
export async function fileClaim(
  url: string,
  passwords: ReadonlyMap<string, string>,
  instance: string,
): Promise<readonly string[]> {
  const bookkeeper = await signedIn(url, 'bookkeeper', passwords);
  for (let tries = 0; tries < 300; tries++) {
    if (await bookkeeper.hasOpenItem(instance)) break;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return [await bookkeeper.completeOpenItem(instance), await bookkeeper.completeOpenItem(instance)];
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
