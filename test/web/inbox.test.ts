import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OPERATIONS } from '@quanheng/contracts';
import type { Browser } from 'playwright-core';
import { describeWithServer } from '../servers/describe.js';
import { accountsIn } from '../start/claim.js';
import { API, startProduct, type Product } from '../start/product.js';
import { Visitor } from '../start/visitor.js';
import { openBrowser, Sitter } from './browser.js';

describeWithServer(['chromium'], 'the inbox in a browser', () => {
  const folder = mkdtempSync(join(tmpdir(), 'quanheng-web-'));
  const sitters: Sitter[] = [];
  let product: Product;
  let browser: Browser;
  let url: string;
  let passwords: ReadonlyMap<string, string>;

  beforeAll(async () => {
    product = startProduct(API, { QH_DATA: join(folder, 'data'), QH_PORT: '0' }, folder);
    url = (await product.says(/is ready: (http:\/\/[^/\s]+)/))[1]!;
    passwords = accountsIn(product.output());
    browser = await openBrowser();
  }, 180_000);
  afterAll(async () => {
    await browser.close();
    await product.end('SIGTERM');
    rmSync(folder, { recursive: true });
  });
  afterEach(async () => {
    for (const sitter of sitters.splice(0)) {
      expect(sitter.complaints).toEqual([]);
      await sitter.leave();
    }
  });

  async function sit(login: string): Promise<Sitter> {
    const sitter = await Sitter.sitDown(browser, url);
    sitters.push(sitter);
    await sitter.signIn(login, passwords.get(login) ?? '');
    await sitter.page.getByRole('heading', { name: '工作台' }).waitFor();
    return sitter;
  }
  /** A claim that waits for the head of the department. */
  async function claim(): Promise<string> {
    const clerk = new Visitor(url);
    await clerk.signIn('clerk-a', passwords.get('clerk-a') ?? '');
    const { result } = await clerk.call(OPERATIONS.startInstance, { body: { process: 'Reimbursement' } });
    const { instance } = result as { instance: string };
    await clerk.completeOpenItem(instance, { kind: '差旅费', purpose: '演示', people: 2, days: 6 });
    await clerk.attach(instance, '费用票据.txt', '费用票据');
    await clerk.completeOpenItem(instance, { amount: 6000, payee: '6222000011112222' });
    return instance;
  }

  test('somebody who types a wrong password is told what to do, and gets in with the right one', async () => {
    const sitter = await Sitter.sitDown(browser, url);
    sitters.push(sitter);
    await sitter.page.goto('/todo?when=soon');
    await sitter.page.waitForURL(/sign-in/);
    expect(await sitter.barriers()).toEqual([]);
    await sitter.page.getByLabel('账号').fill('clerk-a');
    await sitter.page.getByLabel('口令', { exact: true }).fill('not-the-password');
    await sitter.page.keyboard.press('Enter');
    await sitter.page.getByText('账号或口令不对').waitFor();
    await sitter.page.getByLabel('口令', { exact: true }).fill(passwords.get('clerk-a') ?? '');
    await sitter.page.keyboard.press('Enter');
    await sitter.page.waitForURL(/\/todo\?when=soon$/);
  });

  test('a clerk starts a claim and fills it in step by step; what is filled in is kept', async () => {
    const { page, ...clerk } = await sit('clerk-a').then((sitter) => ({
      page: sitter.page,
      barriers: () => sitter.barriers(),
    }));
    expect(await clerk.barriers()).toEqual([]);
    await page.getByRole('link', { name: '发起事项' }).first().click();
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
  });

  test('a list is worked with the keyboard alone, and hears of new work without being asked', async () => {
    const [one] = [await claim()];
    const head = await sit('business-head');
    await head.page.goto('/todo');
    await head.page.locator(`a[data-line^="${one}"]`).focus();
    const other = await claim();
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
});
