import { OPERATIONS } from '@quanheng/contracts';
import { describeWithServer } from '../servers/describe.js';
import { checkClaim, claim, stepOf } from './claims.js';
import { delegate, delegation } from './delegations.js';
import { addPasskey, byName, withAuthenticator } from './passkeys.js';
import { openOffice } from './product.js';
import { deskOf, take } from './steps.js';

const MINUTE = 60_000;

describeWithServer(['chromium'], 'what is one’s own, in a browser', () => {
  const office = openOffice({ QH_REMINDER_SECONDS: '1' });
  const here = (path: string): string => byName(office, path);

  test('a passkey is added, signs in without a password, and is thrown away', async () => {
    const sitter = await office.visit();
    const { page } = sitter;
    await withAuthenticator(sitter);
    await addPasskey(office, page, 'clerk-a', '办公室电脑');
    const own = page.getByRole('region', { name: '通行密钥' });

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

  // The last one: the clock of the office does not go back.
  test('a payment is signed with a passkey in the place of the password, and not by whom it does not know', async () => {
    const instance = await claim(office);
    await checkClaim(office, instance);
    const step = await stepOf(await office.clerk('clerk-a'), instance, /财务负责人签字/);
    const sitter = await office.visit();
    const { page } = sitter;
    const recognise = await withAuthenticator(sitter);
    await addPasskey(office, page, 'finance-head', '财务处电脑');
    await page.goto(here(`/todo/${step}`));
    const desk = deskOf(page, '两支笔会签');
    await desk.getByText('您将签署以下内容').waitFor();

    // By then it is no longer sure who sits there.
    await office.later(6 * MINUTE);
    await desk.getByLabel('办理意见').fill('同意支付。');
    await desk.getByRole('button', { name: '签字同意' }).click();
    await desk.getByLabel(/请再次输入口令/).waitFor();
    expect(await sitter.barriers()).toEqual([]);
    await recognise(false);
    await desk.getByRole('button', { name: '用通行密钥确认' }).click();
    await desk.getByRole('alert').filter({ hasText: '通行密钥' }).waitFor();
    await recognise(true);
    await desk.getByRole('button', { name: '用通行密钥确认' }).click();
    await page.getByText('“签字同意”已办好').waitFor();
    const { items } = await (
      await office.clerk('clerk-a')
    ).call(OPERATIONS.listInstanceItems, { params: { instance } });
    const open = (items as { status: string; name: string }[]).filter(({ status }) => status === 'open');
    expect(open.map(({ name }) => name)).toEqual([expect.stringMatching(/业务负责人签字/)]);
  });
});
