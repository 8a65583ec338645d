import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describeWithServer } from '../servers/describe.js';
import { Desk } from './designer/desk.js';
import { FOREIGN, STUCK } from './designer/drawings.js';
import { openOffice } from './product.js';

describeWithServer(['chromium'], 'the designer in a browser', () => {
  const office = openOffice();
  const sit = async (login: string, path: string): Promise<Page> => (await office.sit(login, path)).page;

  test('mistakes are explained while one draws', async () => {
    const page = await sit('designer', '/designer');
    const desk = new Desk(page);
    await desk.select('Start');
    await desk.draw('办理环节', '填写申请');
    await desk.assign('发起人等本人');
    await desk.draw('检查', '部门检查');
    await page.getByRole('button', { name: /展开问题清单/ }).click();

    // Two pens of which nobody knows yet whose they are, then one only.
    await desk.draw('两支笔会签');
    await desk.told(/签字动作“业务签字”须写明由哪个岗位签字/);
    const acts = desk.panel.getByRole('group', { name: '动作' });
    await acts.last().getByRole('button', { name: '删除动作' }).first().click();
    await desk.told(/须正好有两个签字动作（现有 1 个）/);
    await page.getByRole('button', { name: '撤销' }).click();
    await desk.told(/签字动作“业务签字”须写明由哪个岗位签字/);
  });

  test('who signs alone is told by the post while one draws, and no longer once others may sign', async () => {
    const page = await sit('designer', '/designer');
    const desk = new Desk(page);
    await desk.select('Start');
    await desk.draw('办理环节', '签发');
    await desk.assign('指定岗位', ['岗位', '财务处处长']);
    await desk.draw('结束');
    await page.getByRole('button', { name: /展开问题清单/ }).click();
    await desk.told(/“签发”\S*只有岗位“财务处处长”上的一人能够办理，其缺位时流程无法办完/);
    await desk.told(/有无人员办理按现在的任职情况判断，不涉及姓名/);
    await desk.goTo('签发');
    await desk.assign('指定岗位', ['岗位', '会计岗']);
    await desk.findings.getByText(/只有岗位/).waitFor({ state: 'detached' });
    await desk.findings.getByText(/有无人员办理/).waitFor({ state: 'detached' });
  });

  test('gateways that do not fit are shown by a counterexample; mended, the drawing is deployed, and a second person publishes it', async () => {
    const page = await sit('designer', '/designer');
    const desk = new Desk(page);
    const file = join(office.folder, 'stuck.bpmn');
    writeFileSync(file, STUCK);
    await desk.open(file);
    await desk.findings.getByText('可靠性 ✗').waitFor();
    await page.getByRole('button', { name: /展开问题清单/ }).click();
    await desk.told(/流程会停在“汇合”/);
    await desk.findings.getByRole('button', { name: '演示', exact: true }).click();
    const player = page.getByRole('group', { name: '演示' });
    await player.getByText(/第 \d+ 步，共 \d+ 步/).waitFor();
    await player.getByRole('button', { name: '停止' }).click();

    await desk.select('J');
    await page.locator('.djs-context-pad .entry[data-action="replace"]').click();
    await page.locator('.djs-popup .entry').filter({ hasText: '排他网关' }).first().click();
    await desk.findings.getByText('可靠性 ✓').waitFor();

    await page.getByRole('button', { name: '部署为草案' }).click();
    await page.getByLabel('本次部署的说明').fill('急件流程');
    await page.getByRole('dialog').getByRole('button', { name: '部署为草案' }).click();
    await page.getByText('已部署。服务器检查结果：错误 0 个。').waitFor();
    await page.getByRole('button', { name: '去流程管理' }).click();
    const own = await publish(page);
    expect(own).toContain('流程须由设计人以外的人员发布');

    expect(await publish(await sit('publisher', '/processes'))).toContain('已发布');
  });

  test('a file is opened and exported without loss of what others wrote into it; what is no BPMN is refused, and the drawing stays', async () => {
    const page = await sit('designer', '/designer');
    const desk = new Desk(page);
    await desk.palette.waitFor();
    const file = join(office.folder, 'foreign.bpmn');
    writeFileSync(file, FOREIGN);
    await page.getByLabel('打开文件').last().setInputFiles(file);
    await page.locator('[data-element-id="Ask"]').first().waitFor();
    await desk.select('Ask');
    await desk.panel.getByLabel('名称').first().fill('询问');
    await desk.panel.getByLabel('名称').first().press('Enter');
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: '导出', exact: true }).click();
    const exported = readFileSync(await (await download).path(), 'utf8');
    expect(exported).toContain('name="询问"');
    expect(exported).toContain('xmlns:vendor="urn:vendor"');
    expect(exported).toMatch(/<vendor:note [^>]*level="3"[^>]*>kept<\/vendor:note>/);
    expect(exported).toContain('vendor:colour="green"');
    expect(exported).toContain('<qh:evidence name="票据" />');

    const broken = join(office.folder, 'broken.bpmn');
    writeFileSync(broken, '<html>no drawing</html>');
    await page.getByLabel('打开文件').last().setInputFiles(broken);
    await page.getByText(/文件打不开/).waitFor();
    await page.locator('[data-element-id="Ask"]').first().waitFor();
  });
});

/** What the server says to whoever publishes. */
async function publish(page: Page): Promise<string> {
  await page.getByRole('row').filter({ hasText: '急件流程' }).getByRole('button', { name: '发布' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: '发布', exact: true }).click();
  await dialog.getByRole('alert').waitFor();
  return dialog.getByRole('alert').innerText();
}
