import { describeWithServer } from '../servers/describe.js';
import { checkClaim, claim } from './claims.js';
import { Keys } from './keys.js';
import { openOffice } from './product.js';

const MINUTE = 60_000;

describeWithServer(['chromium'], 'the keyboard alone', () => {
  const office = openOffice();

  async function enter(login: string, to: string): Promise<Keys> {
    const { page } = await office.visit();
    await page.goto(`/sign-in?to=${encodeURIComponent(to)}`);
    const keys = new Keys(page);
    await keys.fill(/账号/, login);
    await keys.fill(/口令/, office.passwordOf(login));
    await keys.press('Enter');
    await page.waitForURL((url) => url.pathname === to);
    await page.locator('#page').getByRole('heading', { level: 1 }).waitFor();
    return keys;
  }

  test('a clerk starts a claim, fills it in with what lists offer, and submits it', async () => {
    const keys = await enter('clerk-a', '/');
    const { page } = keys;
    await keys.enter(/发起事项/);
    await page.getByRole('button', { name: '发起 费用报销' }).waitFor();
    await keys.enter(/发起 费用报销/);
    await page.getByLabel('事由').waitFor();
    // Whoever has begun something is in it, not before the menu.
    expect(await keys.focused()).toMatch(/阅读窗格/);
    await keys.tabTo(/费用类别/);
    const focused = page.locator('.fjs-dropdownlist-item.focused');
    for (let text = await focused.innerText(); text !== '差旅费'; text = await focused.innerText()) {
      await keys.press('ArrowDown');
      // The list is drawn anew a moment after the key.
      await focused.filter({ hasNotText: new RegExp(`^\\s*${text}\\s*$`) }).waitFor();
    }
    await keys.press('Enter');
    await page.locator('.fjs-select-display').filter({ hasText: '差旅费' }).waitFor();
    await keys.fill(/事由/, '赴外地参加学术会议(演示)');
    await keys.fill(/人数/, '2');
    await keys.fill(/天数/, '6');
    await keys.enter(/^提交/);
    await page.getByText('“提交”已办好').waitFor();

    await page.locator('a[data-line]').filter({ hasText: '填写报销单' }).first().waitFor();
    await keys.enter(/填写报销单/);
    await page.getByLabel(/^金额/).waitFor();
    await keys.fill(/金额/, '6000');
    await keys.fill(/收款账号/, '6222000011112222');
    await keys.fill(/预算指标/, '信息');
    const offered = page.getByRole('option').filter({ hasText: '信息学院日常经费' });
    await offered.waitFor();
    await keys.press('ArrowDown');
    expect(await offered.getAttribute('id')).toBe(
      await page.getByLabel(/^预算指标/).getAttribute('aria-activedescendant'),
    );
    await keys.press('Enter');
    expect(await page.getByLabel(/^预算指标/).inputValue()).toBe('2026-信息学院');
    await keys.fill(/发票号码/, '26110077');
    await page.getByText(/^草稿已保存/).waitFor();
  });

  test('a leader opens what waits, writes an opinion and signs with the password', async () => {
    const instance = await claim(office);
    await checkClaim(office, instance);
    const keys = await enter('finance-head', '/todo');
    const { page } = keys;
    await page.locator(`a[data-line^="${instance}"]`).waitFor();
    await keys.enter(new RegExp(instance));
    await page.getByRole('button', { name: '签字同意' }).waitFor();
    // By then it is no longer sure who sits there.
    await office.later(6 * MINUTE);
    await keys.fill(/办理意见/, '同意支付。');
    await keys.enter(/^签字同意/);
    await page.getByLabel(/请再次输入口令/).waitFor();
    expect(await keys.focused()).toMatch(/口令/);
    await keys.type(office.passwordOf('finance-head'));
    await keys.press('Enter');
    await page.getByText('“签字同意”已办好').waitFor();
  });

  test('a designer draws a process behind its start, says who does it, and deploys the draft', async () => {
    const keys = await enter('designer', '/designer');
    const { page } = keys;
    const panel = page.getByRole('complementary', { name: '属性' });
    await panel.waitFor();
    const choose = async (field: RegExp, option: string): Promise<void> => {
      await keys.fill(field, option);
      await page.locator('.ant-select-item-option-active').filter({ hasText: option, visible: true }).waitFor();
      await keys.press('Enter');
    };
    await choose(/选择环节/, '开始');
    await keys.enter(/^办理环节/);
    await keys.fill(/^名称/, '登记来文');
    await keys.press('Enter');
    await keys.enter(/添加由谁办理/);
    await choose(/^方式/, '发起人');
    await keys.enter(/^结束/);
    await page.getByRole('status').filter({ hasText: '可靠性 ✓' }).waitFor();
    await keys.enter(/^部署为草案/);
    await keys.fill(/本次部署的说明/, '登记来文(演示)');
    await keys.enter(/^部署为草案/);
    await page.getByText(/已部署。服务器检查结果/).waitFor();
    await keys.enter(/^去流程管理/);
    await page.getByRole('row').filter({ hasText: '登记来文(演示)' }).waitFor();
  });
});
