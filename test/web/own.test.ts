import { OPERATIONS } from '@quanheng/contracts';
import { describeWithServer } from '../servers/describe.js';
import type { Sitter } from './browser.js';
import { delegate, delegation } from './delegations.js';
import { openOffice } from './product.js';
import { take } from './steps.js';

const MINUTE = 60_000;

/** An authenticator in the browser itself, which always finds its person (WebDriver, WebAuthn §11). */
async function withAuthenticator({ page }: Sitter): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('WebAuthn.enable');
  await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      ...{ protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true },
      ...{ isUserVerified: true, automaticPresenceSimulation: true },
    },
  });
}

describeWithServer(['chromium'], 'what is one’s own, in a browser', () => {
  // The numbers of the loopback address are nothing that a passkey could be bound to.
  const office = openOffice({ QH_REMINDER_SECONDS: '1' });
  const here = (path: string): string => new URL(path, office.url.replace('127.0.0.1', 'localhost')).href;

  test('a passkey is added, signs in without a password, and is thrown away', async () => {
    const sitter = await office.visit();
    const { page } = sitter;
    await withAuthenticator(sitter);
    await page.goto(here('/sign-in?to=/account'));
    await page.getByLabel('账号').fill('clerk-a');
    await page.getByLabel('口令', { exact: true }).fill(office.passwordOf('clerk-a'));
    await page.getByRole('button', { name: '登录', exact: true }).click();
    const own = page.getByRole('region', { name: '通行密钥' });
    await own.getByLabel('名称').fill('办公室电脑');
    await own.getByRole('button', { name: '添加通行密钥' }).click();
    await own.getByText('办公室电脑').waitFor();
    await own.getByText('尚未使用').waitFor();

    await page.getByRole('button', { name: '退出登录' }).click();
    await page.waitForURL(/sign-in/);
    await page.getByRole('button', { name: '用通行密钥登录' }).click();
    await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
    await page.goto(here('/account'));
    await own.getByText(/最近使用/).waitFor();
    await own.getByRole('button', { name: '删除通行密钥“办公室电脑”' }).click();
    await own.getByText('办公室电脑').waitFor({ state: 'detached' });

    await page.getByRole('button', { name: '退出登录' }).click();
    await page.waitForURL(/sign-in/);
    await page.getByRole('button', { name: '用通行密钥登录' }).click();
    await page.getByText(/通行密钥未通过验证/).waitFor();
  });

  test('new work rings the bell, and is read where it is done', async () => {
    const clerk = await office.clerk('clerk-a');
    await clerk.call(OPERATIONS.startInstance, { body: { process: 'Reimbursement' } });
    const { page } = await office.sit('clerk-a');
    const rung = page.getByRole('button', { name: /提醒，\d+ 条未读/ });
    for (let look = 0; look < 30 && (await rung.count()) === 0; look++) {
      await page.reload();
      await page.getByRole('button', { name: /^提醒/ }).waitFor();
      await page.waitForLoadState('load');
    }
    await page.getByRole('button', { name: /提醒，/ }).click();
    const bell = page.getByRole('region', { name: '提醒' });
    await bell.getByText('新待办').first().waitFor();
    await bell.getByRole('link').first().click();
    await page.waitForURL(/\/todo\/.+/);
    await page.getByRole('button', { name: '提醒', exact: true }).waitFor();
  });

  test('what one is told of is chosen, and kept', async () => {
    const { page } = await office.sit('finance-head', '/account');
    const settings = page.getByRole('region', { name: '提醒设置' });
    await settings.getByRole('group', { name: '催办' }).getByLabel('站内').uncheck();
    await settings.getByRole('button', { name: '保存提醒设置' }).click();
    await page.getByText('提醒设置已保存').waitFor();
    await page.reload();
    await settings.getByRole('group', { name: '催办' }).getByLabel('站内').waitFor();
    expect(await settings.getByRole('group', { name: '催办' }).getByLabel('站内').isChecked()).toBe(false);
    expect(await settings.getByRole('group', { name: '超期' }).getByLabel('站内').isChecked()).toBe(true);
  });

  test('the filters of a box are kept under a name, chosen again and thrown away', async () => {
    const { page } = await office.sit('finance-head', '/todo');
    await page.getByText('临期', { exact: true }).click();
    await page.getByRole('button', { name: '另存为视图' }).click();
    await page.getByLabel('视图名称').fill('本周 到期/');
    await page.getByRole('button', { name: '保存', exact: true }).click();
    await page.getByText(/最多40个字/).waitFor();
    await page.getByLabel('视图名称').fill('本周到期');
    await page.getByRole('button', { name: '保存', exact: true }).click();
    await page.getByRole('button', { name: '删除视图' }).waitFor();
    await page.goto('/todo');
    await page.getByRole('combobox', { name: '已存视图' }).click();
    await take(page, '本周到期');
    await page.waitForURL(/when=soon/);
    await page.getByRole('button', { name: '删除视图' }).click();
    await page.getByRole('combobox', { name: '已存视图' }).waitFor({ state: 'detached' });
  });

  test('a delegation begins while whoever gave it looks on', async () => {
    const { page } = await office.sit('standards-officer');
    const from = Math.ceil((office.now() + 2 * MINUTE) / MINUTE) * MINUTE;
    await delegate(page, { to: '演守拙', from, until: from + 2 * MINUTE, document: '演示〔2026〕31号' });
    await delegation(page, '演示〔2026〕31号').getByText('未开始').waitFor();
    await office.later(from - office.now());
    await delegation(page, '演示〔2026〕31号').getByText('生效中').waitFor();
    await office.later(2 * MINUTE);
    await delegation(page, '演示〔2026〕31号').getByText('已结束').waitFor();
  });
});
