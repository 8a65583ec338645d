import { describeWithServer } from '../servers/describe.js';
import { PHONE } from './browser.js';
import { openOffice } from './product.js';
import { take } from './steps.js';

describeWithServer(['chromium'], 'administration in a browser', () => {
  const office = openOffice({ QH_PROOF_SECONDS: '300' });

  async function seated(login: string, path: string, viewport?: { width: number; height: number }) {
    const sitter = await office.sit(login, path, viewport);
    return { page: sitter.page, barriers: () => sitter.barriers() };
  }

  test('the system administrator makes a person and an account, and cannot give it a password or a post', async () => {
    const { page, barriers } = await seated('system-admin', '/administration/person');
    await page.getByRole('button', { name: '新增' }).click();
    const panel = page.getByRole('dialog');
    await panel.getByRole('button', { name: '保存' }).click();
    await panel.getByText('请更正：编号、姓名').waitFor();
    expect(await barriers()).toEqual([]);
    await panel.getByLabel('编号').fill('newcomer');
    await panel.getByLabel('姓名').fill('演新来');
    await panel.getByRole('button', { name: '保存' }).click();
    await page.getByText('已保存，已留痕。').waitFor();
    // A list leads with what people are called, in the order of their names.
    await page.getByLabel('按编号、名称查找').fill('演新来');
    const found = page.getByRole('table', { name: '人员' }).getByRole('row').nth(1);
    expect(await found.getByRole('cell').first().innerText()).toBe('演新来');
    await page.getByText('共 1 条').waitFor();

    await page.goto('/administration/account');
    await page.getByRole('button', { name: '新增' }).click();
    await panel.getByLabel('编号').fill('newcomer-1');
    await panel.getByLabel('登录名').fill('newcomer');
    await panel.getByLabel('类型').click();
    await take(page, '个人账号');
    await panel.getByLabel('人员').fill('演新来');
    await take(page, '演新来');
    await panel.getByRole('button', { name: '保存' }).click();
    await page.getByText('已保存，已留痕。').waitFor();
    await page.getByRole('button', { name: 'newcomer', exact: true }).click();
    await panel.getByText('newcomer-1', { exact: true }).waitFor();
    expect(await panel.getByText('口令与登录').count()).toBe(0);

    await page.goto('/administration/holding');
    await page.getByText('由安全保密管理员维护').waitFor();
    expect(await page.getByRole('button', { name: '新增' }).count()).toBe(0);
  });

  test('the security administrator gives the post and the password, and is told what the rules say against it', async () => {
    const { page, barriers } = await seated('security-admin', '/administration/holding');
    const panel = page.getByRole('dialog');
    await page.getByRole('button', { name: '新增' }).click();
    await panel.getByLabel('编号').fill('h-newcomer');
    await panel.getByLabel('人员').fill('演新来');
    await take(page, '演新来');
    await panel.getByLabel('岗位').fill('出纳岗');
    await take(page, '出纳岗');
    await panel.getByLabel('任职方式').click();
    await take(page, '临时负责');
    await panel.getByLabel('文号').fill('演人〔2026〕99号');
    await panel.getByRole('button', { name: '保存' }).click();
    // Who stands in does so until a day.
    await panel
      .getByRole('alert')
      .getByText(/临时负责/)
      .waitFor();
    expect(await barriers()).toEqual([]);
    await panel.getByLabel('失效日期').fill('2099-12-31');
    await panel.getByRole('button', { name: '保存' }).click();
    await page.getByText('已保存，已留痕。').waitFor();

    await page.goto('/administration/account');
    await page.getByLabel('按编号、名称查找').fill('newcomer');
    await page.getByRole('button', { name: 'newcomer', exact: true }).click();
    await panel.getByLabel('初始口令').fill('newcomer-2026-xyz');
    await panel.getByRole('button', { name: '设置初始口令' }).click();
    // The login stands in it.
    await panel.getByRole('alert').waitFor();
    await panel.getByLabel('初始口令').fill('Mountain-River-4711');
    await panel.getByRole('button', { name: '设置初始口令' }).click();
    await page.getByText('已设置初始口令').waitFor();
    const newcomer = await office.visit();
    await newcomer.signIn('newcomer', 'Mountain-River-4711');
    await newcomer.page.waitForURL(/step=password/);
  });

  test('the auditor reads everything, on a phone too, and changes nothing; the owner of the catalogue keeps the rules', async () => {
    const { page, barriers } = await seated('auditor', '/administration/account', PHONE);
    await page.getByText('由系统管理员建立').waitFor();
    await page.getByText('clerk-a', { exact: true }).first().waitFor();
    expect(await page.getByRole('button', { name: /^(?:新增|变更|终止)$/ }).count()).toBe(0);
    expect(await barriers()).toEqual([]);

    const owner = await seated('catalogue-owner', '/administration');
    const rule = owner.page.getByRole('row').filter({ hasText: '主要领导不直接分管的事项' });
    await rule.getByText('人事、财务、工程建设、物资采购、行政审批').waitFor();
    await owner.page.getByRole('row').filter({ hasText: '处理公示异议' }).getByRole('button', { name: '变更' }).click();
    const panel = owner.page.getByRole('dialog');
    await panel.getByLabel('内容').fill('一周');
    await panel.getByRole('button', { name: '保存' }).click();
    await panel.getByText('请更正：内容、文号、依据条款').waitFor();
    await panel.getByLabel('内容').fill('7');
    await panel.getByLabel('文号').fill('演规〔2026〕7号');
    await panel.getByLabel('依据条款').fill('演示大学公示办法第三条');
    await panel.getByRole('button', { name: '保存' }).click();
    await owner.page.getByRole('row').filter({ hasText: '处理公示异议' }).getByText('演规〔2026〕7号').waitFor();
    expect(await owner.barriers()).toEqual([]);
    const clerk = await seated('clerk-a', '/');
    expect(await clerk.page.getByRole('link', { name: '组织管理' }).count()).toBe(0);
  });

  test('the owner of the catalogue says who keeps a register, and what a process exercises', async () => {
    const { page, barriers } = await seated('catalogue-owner', '/administration');
    const panel = page.getByRole('dialog');
    await page.getByRole('row').filter({ hasText: '由谁提出变更' }).getByRole('button', { name: '变更' }).click();
    await panel.getByLabel('合同台账：提出').fill('PM');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
    await panel.getByLabel('文号').fill('演规〔2026〕8号');
    await panel.getByLabel('依据条款').fill('演示大学合同办法第二条');
    expect(await barriers()).toEqual([]);
    await panel.getByRole('button', { name: '保存' }).click();
    const rule = page.getByRole('row').filter({ hasText: '由谁提出变更' });
    await rule.getByText('演规〔2026〕8号').waitFor();

    await page.goto('/administration/processBinding');
    const bound = page.getByRole('row').filter({ hasText: 'Reimbursement' });
    // What it exercises and is judged by has a name, too.
    await bound.getByText('费用报销').nth(2).waitFor();
    expect(await bound.getByText('reimbursement', { exact: true }).count()).toBe(0);
    await page.getByRole('button', { name: 'Reimbursement' }).click();
    await panel.getByText('流程绑定 · 费用报销').waitFor();
    await panel.getByText('报销情况(20 个工作日内)').waitFor();
    await panel.getByRole('button', { name: '变更' }).click();
    await panel.getByLabel('公开方式').fill('');
    await panel.getByRole('button', { name: '保存' }).click();
    await panel.getByText('请更正：公开方式').waitFor();
    await panel.getByLabel('公开方式').fill('校内公开栏');
    await panel.getByLabel('公开时限(工作日) 1').fill('15');
    await panel.getByLabel('文号').fill('演规〔2026〕9号');
    expect(await barriers()).toEqual([]);
    await panel.getByRole('button', { name: '保存' }).click();
    await page.getByText('已保存，已留痕。').waitFor();
    await page.getByRole('button', { name: 'Reimbursement' }).click();
    await panel.getByText('报销情况(15 个工作日内)').waitFor();
    await panel.getByText('校内公开栏').waitFor();
  });

  test('a substitute review is proposed by one owner of the catalogue and in force when the other confirms it', async () => {
    const { page } = await seated('catalogue-owner', '/administration/substituteReview');
    const panel = page.getByRole('dialog');
    await page.getByRole('button', { name: '新增' }).click();
    await panel.getByLabel('编号', { exact: true }).fill('sr-orders');
    await panel.getByLabel('替代的职责分离(编号或名称)').fill('下单与验收分开');
    await panel.getByRole('combobox', { name: '适用流程' }).fill('SmallPurchase');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
    await panel.getByLabel('复核人').last().fill('演观澜');
    await take(page, '演观澜');
    await panel.getByLabel('会议决议文号').fill('演会〔2026〕1号');
    await panel.getByLabel('会议决议摘要(SHA-256)', { exact: true }).fill('a'.repeat(64));
    await panel.getByLabel('告知上级纪检的文号').fill('演函〔2026〕1号');
    await panel
      .getByLabel('由文件计算：告知文件摘要(SHA-256)')
      .setInputFiles({ name: '告知函.txt', mimeType: 'text/plain', buffer: Buffer.from('告知函(演示)') });
    await panel.getByRole('button', { name: '保存' }).click();
    // It lasts for a term.
    await panel.getByRole('alert').waitFor();
    await panel.getByLabel('失效日期').fill(new Date(office.now() + 90 * 86_400_000).toISOString().slice(0, 10));
    await panel.getByRole('button', { name: '保存' }).click();
    await page.getByRole('button', { name: '下单与验收分开' }).click();
    await panel.getByText('由您提出，须由另一名职权目录管理员确认后才生效。').waitFor();

    const other = await seated('catalogue-owner-b', '/administration/substituteReview');
    await other.page.getByRole('button', { name: '下单与验收分开' }).click();
    const confirming = other.page.getByRole('dialog');
    await confirming.getByText('演观澜').waitFor();
    expect(await other.barriers()).toEqual([]);
    await confirming.getByRole('button', { name: '确认生效' }).click();
    await other.page.getByText('已确认，现已生效。').waitFor();
    await other.page.getByRole('button', { name: '下单与验收分开' }).click();
    await confirming.getByText('确认人').waitFor();
    expect(await confirming.getByRole('button', { name: '确认生效' }).count()).toBe(0);
  });
});
