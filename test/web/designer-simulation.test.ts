import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { describeWithServer } from '../servers/describe.js';
import { Desk } from './designer/desk.js';
import { EVENTFUL, STUCK } from './designer/drawings.js';
import { openOffice, type Office } from './product.js';

describeWithServer(['chromium'], 'a drawing that is played in the designer', () => {
  const office = openOffice();

  test('goes with the answers, the time and the events that somebody lets happen, and a step back; in words and on the drawing', async () => {
    const { page, panel, barriers } = await simulate(office, 'eventful.bpmn', EVENTFUL);
    await panel.getByLabel('limit').fill('1000');
    expect(await barriers()).toEqual([]);
    await press(panel, '开始');
    const work = panel.getByRole('group', { name: '填写申请' });
    await work.getByText('填写申请').waitFor();
    expect(await tokens(page)).toEqual({ Fill: '1' });

    await panel.getByText(/下一个定时：2026-01-04 00:00，“超过三天”/).waitFor();
    await press(panel, '让时间走到下一个定时');
    await panel.getByText('经过“已催办”').waitFor();
    await panel.getByText('模拟时钟：2026-01-04 00:00').waitFor();

    await work.getByLabel('amount').fill('很多');
    await work.getByText('请填写数字').waitFor();
    expect(await work.getByRole('button', { name: '办结' }).isDisabled()).toBe(true);
    await work.getByLabel('amount').fill('5000');
    await press(work, '办结');
    const pay = panel.getByRole('group', { name: '支付' });
    await press(pay, '报错');
    await panel.getByText('流程已结束。').waitFor();
    await panel.getByText('“支付”报错 REFUSED，由“银行退回”处理').waitFor();
    expect(await tokens(page)).toEqual({});
    expect(await page.locator('.djs-shape.qh-gone[data-element-id="Given"]').count()).toBe(1);

    await press(panel, '后退一步');
    await press(pay, '办结');
    await panel.getByText('等待：等回单。').waitFor();
    expect(await barriers()).toEqual([]);
    const receipt = panel.getByRole('group', { name: '消息“银行回单”到达' });
    await press(receipt, '添加数据');
    await receipt.getByLabel('数据名称').fill('limit');
    await receipt.getByLabel('数据的值').fill('9000');
    await press(receipt, '消息“银行回单”到达');
    await panel.getByText('经过“小额办结”').waitFor();
    expect(await panel.locator('dl').innerText()).toMatch(/amount\s+5000\s+limit\s+9000|limit\s+9000\s+amount\s+5000/);

    expect(await page.evaluate<string>(STROKE)).toBe('rgb(56, 158, 13)');

    const download = page.waitForEvent('download');
    await press(panel, '导出场景');
    const scenario = JSON.parse(readFileSync(await (await download).path(), 'utf8')) as object;
    expect(scenario).toMatchObject({
      process: 'Eventful',
      variables: { limit: 1000 },
      steps: [{ advance: 'PT259200S' }, { complete: 'Fill', variables: { amount: 5000 } }, { complete: 'Pay' }, {}],
    });
    await press(panel, '重新开始');
    await work.getByText('填写申请').waitFor();
    await press(panel, '结束模拟');
    await panel.waitFor({ state: 'detached' });
    expect(await tokens(page)).toEqual({});
    expect(await page.locator('.qh-gone, .qh-here').count()).toBe(0);
  });

  test('tells what fails and where it is stuck; mended, it goes the same way to the end, and in English', async () => {
    const { page, desk, panel } = await simulate(office, 'stuck.bpmn', STUCK);
    await panel.getByLabel('urgent').fill('也许');
    await press(panel, '开始');
    await panel
      .getByRole('alert')
      .getByText(/出现异常：表达式得不出所需的值.*urgent/)
      .waitFor();
    await press(panel, '后退一步');
    await panel.getByLabel('urgent').fill('true');
    await press(panel, '开始');
    await press(panel.getByRole('group', { name: '加急办理' }), '办结');
    await panel.getByText('流程停住了：“汇合”等不到其余分支。请修改网关。').waitFor();
    expect(await tokens(page)).toEqual({ c: '1' });

    await desk.select('J');
    await page.locator('.djs-context-pad .entry[data-action="replace"]').click();
    await page.locator('.djs-popup .entry').filter({ hasText: '排他网关' }).first().click();
    await panel.getByText('流程已结束。').waitFor();
    await page.getByRole('button', { name: 'English' }).click();
    const english = page.getByRole('complementary', { name: 'Simulation' });
    await english.getByText('The process has ended.').waitFor();
    await english.getByText('"加急办理" is completed').waitFor();
  });

  test('what cannot be run says why', async () => {
    const broken = STUCK.replace('>urgent<', '>urgent and<');
    const { panel } = await simulate(office, 'broken.bpmn', broken);
    await panel.getByRole('alert').getByText('当前图样还不能运行。请先改正以下问题：').waitFor();
    expect(await panel.getByRole('alert').locator('li').count()).toBeGreaterThan(0);
    await press(panel, '结束模拟');
  });
});

/** Of a flow that a token took. */
const STROKE = `getComputedStyle(document.querySelector('.qh-gone[data-element-id="Receipt_G"] .djs-visual > path')).stroke`;

interface Simulating {
  readonly page: Page;
  readonly desk: Desk;
  readonly panel: Locator;
  readonly barriers: () => Promise<readonly string[]>;
}

/** Somebody who has opened that drawing and plays it. */
async function simulate(office: Office, name: string, drawing: string): Promise<Simulating> {
  const sitter = await office.sit('designer', '/designer');
  const { page } = sitter;
  const desk = new Desk(page);
  const file = join(office.folder, name);
  writeFileSync(file, drawing);
  await desk.open(file);
  await page.locator('[data-element-id="S"]').first().waitFor();
  const toggle = page.getByRole('toolbar').getByRole('button', { name: '模拟运行' });
  await toggle.focus();
  await page.keyboard.press('Enter');
  const panel = page.getByRole('complementary', { name: '模拟运行' });
  await panel.waitFor();
  return { page, desk, panel, barriers: () => sitter.barriers() };
}

/** By the keyboard. */
async function press(within: Locator, name: string): Promise<void> {
  const button = within.getByRole('button', { name, exact: true });
  await button.focus();
  await button.press('Enter');
}

/** How many tokens are shown where. */
function tokens(page: Page): Promise<Record<string, string>> {
  return page.evaluate(
    `Object.fromEntries([...document.querySelectorAll('.djs-overlays')].flatMap((each) => { const sign = each.querySelector('.qh-token'); return sign === null ? [] : [[each.dataset.containerId, sign.textContent]]; }))`,
  );
}
