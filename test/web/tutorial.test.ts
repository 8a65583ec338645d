import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { root } from '../architecture/files.js';
import { describeWithServer } from '../servers/describe.js';
import { openOffice } from './product.js';

/** Numbered lines of the page, in order. */
function stepsOf(text: string): string[] {
  const lines = [...text.matchAll(/^(\d+)\. (.+)$/gm)];
  lines.forEach(([, number], index) => {
    if (Number(number) !== index + 1) throw new Error(`Step ${number} of the tutorial comes after step ${index}.`);
  });
  return lines.map(([, , step = '']) => step);
}

interface Newcomer {
  readonly page: Page;
  readonly passwordOf: (login: string) => string;
  /** A receipt to attach. */
  readonly file: string;
}
type Doing = (newcomer: Newcomer, ...named: string[]) => Promise<void>;

/** A button, a link, a tab, or, last, whatever bears the words. */
const thing = (page: Page, name: string) => {
  const named = { name, exact: true } as const;
  const roles = [page.getByRole('button', named), page.getByRole('link', named), page.getByRole('tab', named)];
  return roles.reduce((one, other) => one.or(other)).first();
};

/** What a step may say, and what is done then. */
const KINDS: readonly (readonly [RegExp, Doing])[] = [
  [
    /^Sign in as `([^`]+)`\.$/,
    async ({ page, passwordOf }, login = '') => {
      await page.getByLabel('账号').fill(login);
      await page.getByLabel('口令', { exact: true }).fill(passwordOf(login));
      await page.getByRole('button', { name: '登录', exact: true }).click();
      await page.getByRole('navigation', { name: '主菜单' }).waitFor();
    },
  ],
  [
    /^Sign out\.$/,
    async ({ page }) => {
      await page.getByRole('button', { name: '退出登录' }).click();
      await page.waitForURL(/sign-in/);
    },
  ],
  [/^Press \*\*([^*]+)\*\*\.$/, ({ page }, name = '') => thing(page, name).click()],
  [
    /^Open \*\*([^*]+)\*\*\.$/,
    ({ page }, name = '') => page.getByRole('navigation', { name: '主菜单' }).getByRole('link', { name }).click(),
  ],
  [/^Open the tab \*\*([^*]+)\*\*\.$/, ({ page }, name = '') => page.getByRole('tab', { name }).click()],
  [
    /^Open the line \*\*([^*]+)\*\*\.$/,
    ({ page }, step = '') => page.locator('a[data-line]').filter({ hasText: step }).first().click(),
  ],
  [
    /^Fill \*\*([^*]+)\*\* with `([^`]+)`\.$/,
    async ({ page }, label = '', value = '') => {
      const field = page.getByLabel(new RegExp(`^${label}`));
      await field.fill(value);
      await field.press('Tab');
    },
  ],
  [
    /^Choose \*\*([^*]+)\*\* of the list \*\*([^*]+)\*\*\.$/,
    async ({ page }, value = '', label = '') => {
      await page.locator('.fjs-form-field-select').filter({ hasText: label }).locator('.fjs-input-group').click();
      await page.getByText(value, { exact: true }).click();
    },
  ],
  [
    /^Attach a file as \*\*([^*]+)\*\*\.$/,
    ({ page, file }, paper = '') => page.locator(`input[type="file"][aria-label="上传 ${paper}"]`).setInputFiles(file),
  ],
  [/^You see \*\*([^*]+)\*\*\.$/, ({ page }, text = '') => page.getByText(text).first().waitFor()],
];

function doingOf(step: string): (newcomer: Newcomer) => Promise<void> {
  for (const [pattern, doing] of KINDS) {
    const found = pattern.exec(step);
    if (found !== null) return (newcomer) => doing(newcomer, ...found.slice(1));
  }
  throw new Error(`The test does not know how to do this step of the tutorial: ${step}`);
}

const TEXT = readFileSync(join(root, 'docs', 'tutorial.md'), 'utf8');

describeWithServer(['chromium'], 'the tutorial in a browser', () => {
  const office = openOffice();

  test('leads a newcomer through exactly its steps', async () => {
    const { page } = await office.visit();
    const file = join(office.folder, '费用票据.txt');
    writeFileSync(file, 'receipts of the demonstration');
    const newcomer = { page, passwordOf: (login: string) => office.passwordOf(login), file };
    await page.goto('/');
    for (const [index, step] of stepsOf(TEXT).entries()) {
      await doingOf(step)(newcomer).catch((error: unknown) => {
        throw new Error(`Step ${index + 1} (${step}) cannot be done.`, { cause: error });
      });
    }
  }, 300_000);
});

test('the tutorial has steps, all of a kind that is known, numbered without a gap', () => {
  const steps = stepsOf(TEXT);
  expect(steps.length).toBeGreaterThan(20);
  steps.forEach(doingOf);
  expect(() => doingOf('Press the red button.')).toThrow(/does not know/);
  expect(() => stepsOf('1. a\n3. b\n')).toThrow(/comes after/);
});
