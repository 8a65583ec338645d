import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { COLUMNS } from '../../apps/api/src/registers/sheet/columns.js';
import { writeSheet } from '../../apps/api/src/registers/sheet/write.js';
import { describeWithServer } from '../servers/describe.js';
import { PHONE } from './browser.js';
import { openOffice } from './product.js';

const HEADINGS = COLUMNS.contract.map(({ heading }) => heading);
const row = (number: string, sum: string, signedOn: string): readonly string[] => [
  ...[number, `演示合同${number}`, 'S-1', '', sum, '0', '', signedOn, '', '', ''],
];

describeWithServer(['chromium'], 'registers in a browser', () => {
  const office = openOffice();

  async function sheet(name: string, rows: readonly (readonly string[])[]): Promise<string> {
    const file = join(office.folder, name);
    writeFileSync(file, await writeSheet('合同台账', [HEADINGS, ...rows]));
    return file;
  }

  test('a contract list with two wrong rows is mended by what is said of them, and holds once a second person confirms it', async () => {
    const clerk = await office.sit('purchasing-officer', '/registers/contract');
    const { page } = clerk;
    await page.getByText('共 4 条').waitFor();
    expect(await clerk.barriers()).toEqual([]);
    const find = page.getByLabel('按编号、名称查找');
    await find.fill('没有这份合同');
    await page.getByText('没有符合条件的内容').waitFor();
    // Of the name, not only of the number.
    await find.fill('学生宿舍');
    await page.getByText('共 1 条').waitFor();
    await page.getByRole('button', { name: '演合〔2026〕2号' }).waitFor();
    await find.fill('');
    await page.getByText('共 4 条').waitFor();
    await page.getByRole('button', { name: '导入表格' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: '导入', exact: true }).click();
    await dialog.getByText('请选择表格文件').waitFor();

    const good = row('演测1号', '500000', '2026-03-01');
    const wrong = await sheet('合同.xlsx', [
      good,
      row('演测2号', '50万', '2026-03-02'),
      row('演测3号', '70000', '春节后'),
    ]);
    await dialog.getByLabel('表格文件(.xlsx)').setInputFiles(wrong);
    await dialog.getByLabel('文号或事由').fill('演采〔2026〕9号');
    await dialog.getByRole('button', { name: '导入', exact: true }).click();
    await dialog.getByText('有 2 处须更正，没有导入任何内容').waitFor();
    const faults = dialog.getByRole('table', { name: '问题与改法' }).getByRole('row');
    expect(await faults.nth(1).innerText()).toMatch(/第 3 行\s+E 合同金额\(元\)\s+“50万”不符合要求。填写金额/);
    expect(await faults.nth(2).innerText()).toMatch(/第 4 行\s+H 签订日期\s+“春节后”不符合要求。填写日期/);
    expect(await clerk.barriers()).toEqual([]);

    const mended = await sheet('合同.xlsx', [
      good,
      row('演测2号', '500000', '2026-03-02'),
      row('演测3号', '70000', '2026-03-03'),
    ]);
    await dialog.getByLabel('表格文件(.xlsx)').setInputFiles(mended);
    await dialog.getByRole('button', { name: '导入', exact: true }).click();
    await dialog.getByText('等待第二人确认').waitFor();
    await dialog.getByRole('link', { name: '查看变更申请' }).click();
    await page.getByText('本申请由您提出，须由其他人确认。').waitFor();
    expect(await page.getByRole('button', { name: '确认生效' }).count()).toBe(0);
    // Nothing holds before.
    await page.goto('/registers/contract');
    await page.getByText('共 4 条').waitFor();

    const second = await office.sit('finance-auditor', '/registers/contract?view=proposals');
    await second.page.getByRole('button', { name: '演采〔2026〕9号' }).click();
    const changes = second.page.getByRole('region', { name: '变更内容' });
    await changes.getByText('演测3号', { exact: false }).first().waitFor();
    expect(await changes.getByRole('heading', { level: 3 }).count()).toBe(3);
    expect(await second.barriers()).toEqual([]);
    await second.page.getByRole('button', { name: '确认生效' }).click();
    await second.page.getByText('已确认，全部生效。').waitFor();
    await second.page.goto('/registers/contract?entry=演测2号');
    await second.page.getByRole('dialog').getByText('¥500,000.00').first().waitFor();
    await second.page.getByText('共 7 条').waitFor();
  });

  test('an entry is changed by a form that tells what is missing, and turned down by a second person with a reason', async () => {
    const { page } = await office.sit('finance-auditor', '/registers/budgetLine?entry=2026-办公');
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: '变更', exact: true }).click();
    await dialog.getByLabel('批准金额(元)').fill('三十五万');
    await dialog.getByRole('button', { name: '提出变更' }).click();
    await dialog.getByText('请更正：批准金额(元)、文号或事由').waitFor();
    await dialog.getByLabel('批准金额(元)').fill('350000');
    await dialog.getByLabel('文号或事由').fill('演财〔2026〕3号');
    await dialog.getByRole('button', { name: '提出变更' }).click();
    await dialog.getByText('已提出，等待第二人确认').waitFor();

    const head = await office.sit('finance-head', '/registers/budgetLine?view=proposals');
    await head.page.getByRole('button', { name: '演财〔2026〕3号' }).click();
    await head.page.locator('del').getByText('¥300,000.00').waitFor();
    await head.page.locator('ins').getByText('¥350,000.00').waitFor();
    await head.page.getByRole('button', { name: '退回', exact: true }).click();
    await head.page.getByText('请写明退回理由').waitFor();
    await head.page.getByLabel('退回理由').fill('请附追加预算的批复');
    await head.page.getByRole('button', { name: '退回', exact: true }).click();
    await head.page.getByText('请附追加预算的批复').first().waitFor();
    await head.page.getByRole('dialog').getByText('已退回').first().waitFor();
  });

  test('whoever does not keep a register reads it, by the day, and is offered nothing else', async () => {
    const clerk = await office.sit('clerk-a', '/registers/supplier', PHONE);
    await clerk.page.getByText(/\*{4}0001/).waitFor();
    expect(await offered(clerk.page)).toBe(0);
    expect(await clerk.barriers()).toEqual([]);
    await clerk.page.getByLabel('在册日期').fill('2020-01-01');
    await clerk.page.getByText('这一天没有在册内容').waitFor();
  });
});

function offered(page: Page): Promise<number> {
  return page.getByRole('button', { name: /^(?:新增一条|导入表格|变更|终止)$/ }).count();
}
