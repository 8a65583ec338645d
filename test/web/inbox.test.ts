import { OPERATIONS } from '@quanheng/contracts';
import { describeWithServer } from '../servers/describe.js';
import { PHONE } from './browser.js';
import { checkClaim, claim, JOURNEY, stepOf } from './claims.js';
import { openOffice } from './product.js';

const ASKING = `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:qh="urn:quanheng:bpmn:1" id="D" targetNamespace="urn:test">
  <process id="Asking" name="征求意见(演示)" isExecutable="true"><startEvent id="S"/><userTask id="Ask" name="征求意见"><extensionElements>
  <qh:control kind="writtenOpinion"><qh:act name="答复"><qh:assign of="initiator"/></qh:act></qh:control></extensionElements></userTask><endEvent id="E"/>
  <sequenceFlow id="a" sourceRef="S" targetRef="Ask"/><sequenceFlow id="b" sourceRef="Ask" targetRef="E"/></process></definitions>`;

describeWithServer(['chromium'], 'the inbox in a browser', () => {
  const office = openOffice();

  test('somebody who types a wrong password is told what to do, and gets in with the right one', async () => {
    const sitter = await office.visit();
    await sitter.page.goto('/todo?when=soon');
    await sitter.page.waitForURL(/sign-in/);
    expect(await sitter.barriers()).toEqual([]);
    await sitter.page.getByLabel('账号').fill('clerk-a');
    await sitter.page.getByLabel('口令', { exact: true }).fill('not-the-password');
    await sitter.page.keyboard.press('Enter');
    await sitter.page.getByText('账号或口令不对').waitFor();
    await sitter.page.getByLabel('口令', { exact: true }).fill(office.passwordOf('clerk-a'));
    await sitter.page.keyboard.press('Enter');
    await sitter.page.waitForURL(/\/todo\?when=soon$/);
  });

  test('a clerk starts a claim and fills it in step by step; what is filled in is kept', async () => {
    const { page, ...clerk } = await office.sit('clerk-a').then((sitter) => ({
      page: sitter.page,
      barriers: () => sitter.barriers(),
    }));
    expect(await clerk.barriers()).toEqual([]);
    await page.getByRole('link', { name: '发起事项' }).first().click();
    await page.getByRole('button', { name: '费用报销 预计由谁办理' }).click();
    const expected = page.getByRole('listitem').filter({ hasText: '两支笔会签：财务负责人签字' }).last();
    await expected.getByText('财务处处长（演观澜）').waitFor();
    expect(await clerk.barriers()).toEqual([]);
    await page.getByRole('button', { name: '发起 费用报销' }).click();
    await page.getByLabel('事由').fill('演示用的差旅');
    await page.locator('.fjs-input-group').first().click();
    await page.getByText('差旅费', { exact: true }).click();
    await page.getByLabel('人数').fill('2');
    await page.getByLabel('天数').fill('6');
    await page.getByText(/^草稿已保存/).waitFor();
    expect(await clerk.barriers()).toEqual([]);
    await page.getByRole('button', { name: '提交' }).click();
    await page.getByText('填写报销单').first().click();
    await page.getByLabel(/^金额/).fill('6000');
    await page.getByLabel(/^收款账号/).fill('6222000011112222');
    await page.getByLabel('预算指标').fill('2026-信息学院');
    await page.getByLabel(/^发票号码/).fill('26110001');
  });

  test('a list is worked with the keyboard alone, and hears of new work without being asked', async () => {
    const one = await claim(office);
    const head = await office.sit('business-head');
    await head.page.goto('/todo');
    await head.page.locator(`a[data-line^="${one}"]`).focus();
    const other = await claim(office);
    await head.page.locator(`a[data-line^="${other}"]`).waitFor();
    await head.page.locator(`a[data-line^="${other}"]`).focus();
    await head.page.keyboard.press('ArrowDown');
    const focused = await head.page.evaluate('document.activeElement.dataset.line');
    expect(String(focused)).toContain(one);
    await head.page.keyboard.press('Enter');
    await head.page.waitForURL(new RegExp(`/todo/${one}/`));
    await head.page.getByRole('button', { name: '退回', exact: true }).click();
    await head.page.getByRole('button', { name: '确定退回' }).click();
    await head.page.getByText('请选择环节').waitFor();
  });

  test('a line is found by what the matter is about, by who started it, and by the amount', async () => {
    await claim(office, { ...JOURNEY, login: 'clerk-b', purpose: '古籍修复研讨(演示)', amount: 3456.7 });
    const { page } = await office.sit('business-head', '/todo');
    const lines = page.locator('a[data-line]');
    const search = page.getByLabel(/^查找：/);
    for (const words of ['古籍修复', '演江流 3,456.70', '3456.7']) {
      await search.fill(words);
      await search.press('Enter');
      await page.waitForURL(/find=/);
      await lines.filter({ hasText: '古籍修复研讨(演示)' }).waitFor();
      await page.getByText('共 1 件').waitFor();
    }
    await search.fill('没有这样的事项');
    await search.press('Enter');
    await page.getByText('没有符合条件的事项').waitFor();
  });

  test('two people act on one item at once: one is told that it is done, the other that it was, and by whom', async () => {
    const instance = await claim(office);
    for (const login of ['business-head', 'standards-officer']) {
      await (await office.clerk(login)).completeOpenItem(instance);
    }
    const step = await stepOf(await office.clerk('clerk-a'), instance, /财务审核/);
    const both = [
      await office.sit('finance-auditor', `/todo/${step}`),
      await office.sit('finance-auditor-b', `/todo/${step}`),
    ].map(({ page }) => page);
    for (const page of both) {
      for (const looked of ['票据真实', '金额一致']) await page.getByLabel(looked).check();
    }
    await Promise.all(both.map((page) => page.getByRole('button', { name: '同意', exact: true }).click()));
    const told = await Promise.all(
      both.map(async (page) => {
        const won = page.getByText('“同意”已办好');
        const lost = page.getByText(/本环节已由/);
        await won.or(lost).first().waitFor();
        return (await lost.count()) > 0 ? 'lost' : 'won';
      }),
    );
    expect(told.sort()).toEqual(['lost', 'won']);
    const { items } = await (
      await office.clerk('clerk-a')
    ).call(OPERATIONS.listInstanceItems, { params: { instance } });
    const audits = (items as { activity: string; status: string }[]).filter(
      ({ activity }) => activity === 'FinanceCheck',
    );
    expect(audits.map(({ status }) => status)).toEqual(['completed']);
  });

  test('on a phone what is to be signed comes first, with three large buttons, and nothing is wider than the screen', async () => {
    const instance = await claim(office);
    await checkClaim(office, instance);
    const head = await office.sit('business-head', '/todo', PHONE);
    const { page } = head;
    await page.locator(`a[data-line^="${instance}"]`).click();
    const pen = page.getByRole('complementary', { name: /业务负责人签字/ });
    await pen.getByText('¥6,000.00').waitFor();
    const buttons = ['签字同意', '不同意', '退回'].map((name) => pen.getByRole('button', { name, exact: true }));
    for (const button of buttons) expect((await button.boundingBox())?.height).toBeGreaterThanOrEqual(44);
    const [desk, sheet] = [await pen.boundingBox(), await page.getByRole('tablist').boundingBox()];
    expect(desk?.y).toBeLessThan(sheet?.y ?? 0);
    expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(1);
    expect(await head.barriers()).toEqual([]);
    await pen.getByRole('button', { name: '签字同意' }).click();
    await page.getByText('“签字同意”已办好').waitFor();
  });

  test('whoever is asked for an opinion is told what silence counts as, and from when', async () => {
    const designer = await office.clerk('designer');
    const resources = [{ name: 'asking.bpmn', text: ASKING }];
    const { result } = await designer.call(OPERATIONS.deploy, { body: { name: '征求意见(演示)', resources } });
    const { deployment } = result as { deployment: string };
    await (await office.clerk('publisher')).call(OPERATIONS.publish, { params: { deployment } });
    const clerk = await office.clerk('clerk-a');
    const started = await clerk.call(OPERATIONS.startInstance, { body: { process: 'Asking' } });
    const { instance } = started.result as { instance: string };
    const { page } = await office.sit('clerk-a', `/todo/${await stepOf(clerk, instance, /征求意见/)}`);
    await page.getByText('不视为同意，仍须答复').waitFor();
    // Only where the profile of a unit excepts it can a drawing say otherwise.
    await page.route(/\/items\/[^/]+(?:\/step)?$/, async (route) => {
      const response = await route.fetch();
      const answer = (await response.json()) as object;
      const due = Date.parse('2027-01-01T00:00:00+08:00');
      await route.fulfill({ response, json: { ...answer, ...('due' in answer ? { due } : { silence: 'approve' }) } });
    });
    await page.reload();
    await page.getByText('2026-12-31 之后视为同意，不再答复').waitFor();
  });
});
