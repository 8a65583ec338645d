import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describeWithServer } from '../servers/describe.js';
import { openOffice } from './product.js';

const FOLDER = join(__dirname, '../../processes/demonstration/university');
/** The same as an option of the form: what somebody wrote is not translated all the same. */
const PURPOSE = '差旅费';
/** Sums in words, and numbers of matters, are written as the office writes them. */
const AS_WRITTEN = /[零壹贰叁肆伍陆柒捌玖拾佰仟万亿元角分整]+|校报〔\d+〕\d+号/g;

/** What people, departments, posts, bodies and entries of the registers of the demonstration are called, longest first. */
const NAMES: readonly string[] = ['organisation.json', 'registers.json']
  .flatMap((file) => [...readFileSync(join(FOLDER, file), 'utf8').matchAll(/"name": ?"([^"]+)"/g)])
  .map(([, name = '']) => name)
  .sort((one, other) => other.length - one.length);

/** Chinese on the page that neither somebody entered nor is anybody's name. */
async function chineseOn(page: Page): Promise<readonly string[]> {
  const text = (await page.locator('#page').textContent()) ?? '';
  const rest = [...NAMES, PURPOSE].reduce((left, name) => left.replaceAll(name, ' '), text).replace(AS_WRITTEN, ' ');
  return rest.match(/[^\s]{0,8}\p{Script=Han}[^\s]{0,8}/gu) ?? [];
}

const desk = (page: Page, step: string) => page.getByRole('complementary', { name: step });
const tab = (page: Page, name: RegExp) => page.getByRole('tab', { name });

describeWithServer(['chromium'], 'the inbox in English', () => {
  const office = openOffice();

  async function inEnglish(login: string): Promise<Page> {
    const { page } = await office.sit(login);
    await page.getByRole('button', { name: 'English' }).click();
    return page;
  }
  async function expectEnglish(page: Page): Promise<void> {
    expect(await chineseOn(page)).toEqual([]);
  }
  async function looksAtEverything(page: Page): Promise<void> {
    await tab(page, /^Diagram$/).click();
    await page.getByText('Dual signature (tier one)').first().waitFor();
    await expectEnglish(page);
    for (const name of [/^Record$/, /^Papers/, /^Basis$/, /^Sheet$/]) {
      await tab(page, name).click();
      await expectEnglish(page);
    }
  }

  test('a claim is begun, done and checked without a word of Chinese but what people entered and are called', async () => {
    const clerk = await inEnglish('clerk-a');
    await clerk.getByRole('link', { name: 'Start a matter' }).first().click();
    await clerk.getByText('Collective decision on major matters').waitFor();
    await clerk.getByText('Government procurement').waitFor();
    await expectEnglish(clerk);
    await clerk.getByRole('button', { name: 'Start Expense reimbursement' }).click();
    await desk(clerk, 'Fill in the expense').waitFor();
    await clerk.getByLabel('Purpose').fill(PURPOSE);
    await clerk
      .locator('.fjs-form-field-select')
      .filter({ hasText: 'Kind of expense' })
      .locator('.fjs-input-group')
      .click();
    await clerk.getByText('Travel', { exact: true }).click();
    await clerk.getByLabel('Number of people').fill('2');
    await clerk.getByLabel('Number of days').fill('6');
    await expectEnglish(clerk);
    await desk(clerk, 'Fill in the expense').getByRole('button', { name: 'Submit' }).click();
    await clerk
      .getByRole('link', { name: /Fill in the claim/ })
      .first()
      .click();
    await clerk.getByLabel(/^Amount \(yuan\)/).fill('3600');
    await clerk.getByLabel(/^Receiving account/).fill('6222000011112222');
    await clerk.getByLabel('Budget line').fill('2026-信息学院');
    await clerk.getByLabel(/^Invoice numbers/).fill('26110001');
    await looksAtEverything(clerk);
    expect(await clerk.getByLabel(/^Amount \(yuan\)/).inputValue()).toBe('3600');
    await desk(clerk, 'Fill in the claim').getByRole('button', { name: 'Submit' }).click();

    const head = await inEnglish('business-head');
    await head.getByRole('navigation').getByRole('link', { name: 'To do' }).click();
    const list = head.getByRole('region', { name: 'To do' });
    await list.locator('a[data-line]').filter({ hasText: 'Department review: Review' }).first().click();
    const review = desk(head, 'Department review: Review');
    await head.getByText('Travel', { exact: true }).first().waitFor();
    await review.getByRole('button', { name: 'Agree', exact: true }).click();
    await review.getByText('Expense receipts').waitFor();
    await expectEnglish(head);
    await looksAtEverything(head);
    await tab(head, /^Papers/).click();
    const receipts = { name: 'receipts.txt', mimeType: 'text/plain', buffer: Buffer.from('receipts') };
    await head.locator('input[type="file"][aria-label="Upload Expense receipts"]').setInputFiles(receipts);
    await head.getByRole('listitem').filter({ hasText: 'Expense receipts' }).getByText('Uploaded').waitFor();
    await review.getByRole('button', { name: 'Agree', exact: true }).click();
    await review.waitFor({ state: 'detached' });
    await expectEnglish(head);
  });

  test('a form keeps what is typed when the language changes, and Chinese stays as it was', async () => {
    const page = await inEnglish('clerk-a');
    await page.getByRole('link', { name: 'Start a matter' }).first().click();
    await page.getByRole('button', { name: 'Start Expense reimbursement' }).click();
    await page.getByLabel('Number of people').fill('3');
    await page.getByRole('button', { name: '中文' }).click();
    await page.getByRole('complementary', { name: '填写费用事项' }).waitFor();
    expect(await page.getByLabel('人数').inputValue()).toBe('3');
    await page.getByText('费用类别').waitFor();
  });
});
