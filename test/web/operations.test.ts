import { OPERATIONS } from '@quanheng/contracts';
import { describeWithServer } from '../servers/describe.js';
import { openOffice } from './product.js';
import { take } from './steps.js';

describeWithServer(['chromium'], "the operator's page in a browser", () => {
  const office = openOffice({ QH_PROOF_SECONDS: '300' });

  async function claim(): Promise<string> {
    const clerk = await office.clerk('clerk-a');
    const { result } = await clerk.call(OPERATIONS.startInstance, { body: { process: 'Reimbursement' } });
    return (result as { instance: string }).instance;
  }

  test('a suspended matter goes on again, for a reason; what waits by itself is told of', async () => {
    const instance = await claim();
    const operator = await office.clerk('operator');
    await operator.call(OPERATIONS.suspendInstance, { params: { instance }, body: { reason: '演示' } });
    const { page, ...desk } = await seated('operator', '/operations/halted');
    await page.getByText('没有被隔离的事项').waitFor();
    await page.getByRole('table', { name: '已挂起' }).getByRole('button').first().click();
    const panel = page.getByRole('dialog');
    await panel.getByRole('button', { name: '激活' }).click();
    await panel.getByText('请写明理由').waitFor();
    expect(await desk.barriers()).toEqual([]);
    await panel.getByLabel('理由').fill('外部核对完毕(演示)');
    await panel.getByRole('button', { name: '激活' }).click();
    await page.getByText('没有挂起的事项').waitFor();
    for (const [path, told] of [
      ...[
        ['incidents', '没有异常'] as const,
        ['jobs', '没有等待的作业'] as const,
        ['timers', /定时器|到期时间/] as const,
      ],
    ]) {
      await page.goto(`/operations/${path}`);
      await page.getByText(told).first().waitFor();
      expect(await desk.barriers()).toEqual([]);
    }
  });

  test('a matter that cannot go on with another version stays, and there is nothing to choose where there is one version only', async () => {
    await claim();
    const { page, ...desk } = await seated('operator', '/operations/migration');
    await page.getByLabel('流程').click();
    await take(page, '费用报销');
    await page.getByRole('table', { name: '版本迁移' }).getByText('现按第 1 版').first().waitFor();
    expect(await page.getByRole('button', { name: '迁移', exact: true }).count()).toBe(0);
    expect(await desk.barriers()).toEqual([]);
  });

  test('auditors look and do nothing; the system administrator sees jobs and timers only; a clerk nothing', async () => {
    const auditor = await seated('auditor', '/operations');
    await auditor.page.getByText('没有异常').first().waitFor();
    expect(await auditor.page.getByRole('tab', { name: '版本迁移' }).count()).toBe(0);
    const admin = await seated('system-admin', '/operations');
    await admin.page.getByText('没有等待的作业').waitFor();
    expect(await admin.page.getByRole('tab').count()).toBe(2);
    const clerk = await seated('clerk-a', '/');
    expect(await clerk.page.getByRole('link', { name: '运行维护' }).count()).toBe(0);
  });

  async function seated(login: string, path: string) {
    const sitter = await office.sit(login, path);
    return { page: sitter.page, barriers: () => sitter.barriers() };
  }
});
