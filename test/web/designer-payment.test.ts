import { organisationOperations } from '@quanheng/contracts';
import type { Page } from 'playwright-core';
import { describeWithServer } from '../servers/describe.js';
import { Desk } from './designer/desk.js';
import { openOffice } from './product.js';

const PROCESS = 'DrawnPayment';
const BY_BOOKKEEPER = ['岗位', '会计岗'] as const;
const HEAD = ['角色', 'BIZ_HEAD'] as const;

describeWithServer(['chromium'], 'a payment drawn from nothing', () => {
  const office = openOffice();
  const sit = async (login: string, path: string): Promise<Page> => (await office.sit(login, path)).page;

  test('three mistakes are explained in Chinese and refused by the server; mended, a second person publishes', async () => {
    await bind();
    const { page, barriers } = await office
      .sit('designer', '/designer')
      .then((sitter) => ({ page: sitter.page, barriers: () => sitter.barriers() }));
    const desk = new Desk(page);
    await desk.palette.waitFor();
    await desk.type(desk.panel.getByLabel('名称').first(), '小额付款');
    await desk.type(desk.panel.getByLabel('编号', { exact: true }), PROCESS);
    await page.getByText('职权目录绑定：费用报销').waitFor();
    for (const [name, type] of [
      ['amount', '金额'],
      ['payee', '账户'],
    ] as const) {
      const datum = await desk.add('受保护数据', desk.section('受保护数据'));
      await desk.type(datum.getByLabel('名称'), name);
      await desk.choose(datum.getByLabel('类型'), type);
    }

    await desk.goTo('开始');
    await desk.draw('办理环节', '填写付款申请');
    await desk.assign('发起人等本人');
    await desk.words(desk.panel.getByLabel('可写数据'), 'amount', 'payee');
    await desk.describe('执行', '5', 'EXPENSE_APPLY');
    await desk.draw('排他网关', '是否急件');
    await desk.draw('检查', '部门检查');
    const act = desk.panel.getByRole('group', { name: '动作', exact: true });
    await desk.assign('所在部门的角色', HEAD, act.first());
    await desk.describe('决策', '2', 'EXPENSE_APPROVE');
    await desk.basedOn('发票', '本单位财务管理办法');
    // The first mistake: a join that waits for both ways of a choice. The second: a way past the check.
    await desk.draw('并行网关', '汇合');
    await desk.goTo('是否急件');
    await desk.leadTo('汇合');
    await desk.flowTo('汇合');
    await desk.type(desk.panel.getByLabel('条件'), 'urgent = true');
    await desk.goTo('是否急件 · 排他网关');
    await desk.flowTo('部门检查');
    await desk.panel.getByLabel('默认路径').click();

    await desk.goTo('汇合 · 并行网关');
    await desk.draw('两支笔会签');
    await desk.assign('所在部门的角色', HEAD, act.nth(0));
    await desk.assign('指定岗位', ['岗位', '财务处处长'], act.nth(1));
    await desk.describe('决策', '2', 'PAY_APPROVE');
    await desk.basedOn('发票', '本单位财务管理办法');
    await desk.draw('自动环节', '支付');
    await desk.type(desk.panel.getByLabel('处理程序'), 'treasury-payment');
    await desk.choose(desk.panel.getByLabel('权力阶段'), '执行');
    await desk.draw('办理环节', '记账');
    await desk.assign('指定岗位', BY_BOOKKEEPER);
    await desk.describe('执行', '5', 'BOOKKEEP');
    await desk.draw('排他网关', '汇总');
    await desk.draw('办理环节', '归档');
    await desk.assign('指定岗位', BY_BOOKKEEPER);
    await desk.describe('执行', '5', 'ARCHIVE');
    await desk.draw('结束', '办结');
    for (const [control, passed] of [
      ['部门检查 · 办理环节', '汇合'],
      ['两支笔会签 · 办理环节', '支付'],
    ] as const) {
      await desk.goTo(control);
      await desk.leadTo('汇总');
      await desk.flowTo('汇总');
      await desk.choose(desk.panel.getByLabel('结果'), '不通过');
      await desk.goTo(control);
      await desk.flowTo(passed);
      await desk.choose(desk.panel.getByLabel('结果'), '通过');
    }
    // The third: one pen alone.
    await desk.goTo('两支笔会签 · 办理环节');
    await act.nth(1).getByRole('button', { name: '删除动作' }).click();

    await page.getByRole('button', { name: /展开问题清单/ }).click();
    await desk.told(/须正好有两个签字动作（现有 1 个）/);
    await desk.told(/流程会停在“汇合”/);
    expect(await barriers()).toEqual([]);
    await desk.findings.getByRole('button', { name: '演示', exact: true }).first().click();
    const player = page.getByRole('group', { name: '演示' });
    await player.getByText(/第 \d+ 步，共 \d+ 步/).waitFor();
    await player.getByRole('button', { name: '下一步' }).click();
    await player.getByRole('button', { name: '停止' }).click();

    // The server says the same: it stores a draft, and nobody publishes it.
    expect(await deploy(page, '有问题的付款流程')).not.toContain('错误 0 个');
    const publisher = await sit('publisher', '/processes');
    const refused = await publish(publisher, '有问题的付款流程');
    expect(refused).toContain('签字动作');
    expect(refused).not.toContain('已发布');
    await page.getByRole('button', { name: '继续修改' }).click();

    await page.getByRole('button', { name: '撤销' }).click();
    await desk.goTo('汇合 · 并行网关');
    await page.locator('.djs-context-pad .entry[data-action="replace"]').click();
    await page.locator('.djs-popup .entry').filter({ hasText: '排他网关' }).first().click();
    await desk.findings.getByText('可靠性 ✓').waitFor();
    await desk.told(/须先通过“部门复核”，但可以不经它到达/);
    await desk.goTo('是否急件 · 排他网关');
    await desk.flowTo('汇合');
    await desk.panel.getByRole('button', { name: '删除', exact: true }).click();
    // Gateways that choose nothing any more are a warning.
    await desk.told(/错误 0 ·/);

    expect(await deploy(page, '小额付款流程')).toContain('错误 0 个');
    await page.getByRole('button', { name: '去流程管理' }).click();
    expect(await publish(page, '小额付款流程')).toContain('流程须由设计人以外的人员发布');
    await publisher.reload();
    expect(await publish(publisher, '小额付款流程')).toContain('没有附合法性审查意见');
    await publisher.reload();
    expect(await publish(publisher, '小额付款流程', 'a'.repeat(64))).toContain('已发布');
  }, 240_000);

  /** The owner of the catalogue says by which profile the process is judged: whoever draws it cannot. */
  async function bind(): Promise<void> {
    const owner = await office.clerk('catalogue-owner');
    const read = await owner.call(organisationOperations.readOrganisation, { query: { kind: 'processBinding' } });
    const facts = read.facts as readonly { readonly id: string; readonly data: object }[];
    const { data } = facts.find(({ id }) => id === 'Reimbursement') ?? { data: {} };
    const fact = { kind: 'processBinding', id: PROCESS, data, from: Date.now(), to: null };
    await owner.call(organisationOperations.changeOrganisation, { body: { changes: [{ change: 'put', fact }] } });
  }
});

async function deploy(page: Page, name: string): Promise<string> {
  await page.getByRole('button', { name: '部署为草案' }).click();
  await page.getByLabel('本次部署的说明').fill(name);
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: '部署为草案' }).click();
  const told = dialog.getByText(/已部署。服务器检查结果/);
  await told.waitFor();
  return told.innerText();
}

/** What the server says to whoever publishes. */
async function publish(page: Page, name: string, legality = ''): Promise<string> {
  await page.getByRole('row').filter({ hasText: name }).getByRole('button', { name: '发布' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(/合法性审查意见/).fill(legality);
  await dialog.getByRole('button', { name: '发布', exact: true }).click();
  await dialog.getByRole('alert').first().waitFor();
  const text = await dialog.innerText();
  await page.keyboard.press('Escape');
  return text;
}
