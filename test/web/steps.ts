import type { Locator, Page } from 'playwright-core';

/** An entry of the left menu. */
export const menuLink = (page: Page, name: string): Locator =>
  page.getByRole('navigation', { name: '主菜单' }).getByRole('link', { name });

/** 本环节: where a step is done. */
export const deskOf = (page: Page, step: string | RegExp): Locator => page.getByRole('complementary', { name: step });

/** What a field of a form is filled with: text, a tick, or one of a list. */
export type Given = string | true | { readonly choose: string };

/** Fills in the form of a step, as its fields are labelled. */
export async function fillIn(page: Page, given: Readonly<Record<string, Given>>): Promise<void> {
  for (const [label, value] of Object.entries(given)) {
    if (typeof value === 'object') await choose(page, label, value.choose);
    else if (value === true) await page.getByLabel(label, { exact: true }).check();
    else await page.getByLabel(new RegExp(`^${label}`)).fill(value);
  }
}

/** Chooses one of the list with that label. */
export async function choose(page: Page, label: string, value: string): Promise<void> {
  await page.locator('.fjs-form-field-select').filter({ hasText: label }).locator('.fjs-input-group').click();
  await page.getByText(value, { exact: true }).click();
}

/** Takes one of the list that is open, which closes in a while: no other can be opened, and nothing judged, before. */
export async function take(page: Page, option: string): Promise<void> {
  const list = page.locator('.ant-select-dropdown').filter({ visible: true });
  await list.locator('.ant-select-item-option').filter({ hasText: option }).first().click();
  await list.first().waitFor({ state: 'hidden' });
}

/** Hands in what a step asks for. */
export async function handIn(page: Page, paper: string): Promise<void> {
  await page.getByRole('tab', { name: /^附件/ }).click();
  const buffer = Buffer.from(`${paper}(演示)`);
  await uploadOf(page, paper).setInputFiles({ name: `${paper}.txt`, mimeType: 'text/plain', buffer });
  await page.getByRole('listitem').filter({ hasText: paper }).getByText('已上传').waitFor();
}

/** Where a paper of a step is uploaded. */
export const uploadOf = (page: Page, paper: string): Locator =>
  page.locator(`input[type="file"][aria-label="上传 ${paper}"]`);

/** Says of a step what was looked at, and answers; the page tells that it is done. */
export async function answer(
  page: Page,
  step: string | RegExp,
  button: string,
  looked: readonly string[] = [],
): Promise<void> {
  const told = page.getByText(`“${button}”已办好`);
  // What was told of the step before has to go first.
  await told.waitFor({ state: 'detached' });
  for (const each of looked) await deskOf(page, step).getByLabel(each, { exact: true }).check();
  const click = deskOf(page, step).getByRole('button', { name: button, exact: true }).click();
  // It stays for three seconds, and on a busy machine the click may take as long to return.
  await Promise.all([told.waitFor(), click]);
}

/** What is said to somebody who cannot do the step, whose button is grey. */
export async function refusalOf(page: Page, step: string | RegExp, button: string): Promise<string> {
  const refusal = deskOf(page, step).getByRole('alert').filter({ hasText: '本环节不由您办理' });
  await refusal.waitFor();
  const answers = deskOf(page, step).getByRole('button', { name: button, exact: true });
  if (!(await answers.isDisabled()))
    throw new Error(`“${button}” can be pressed in spite of ${await refusal.innerText()}`);
  return refusal.innerText();
}

/** Returns what is before somebody to an earlier step (退回). */
export async function sendBack(page: Page, step: string | RegExp, to: string, reason: string): Promise<void> {
  await deskOf(page, step).getByRole('button', { name: '退回', exact: true }).click();
  await deskOf(page, step).getByLabel('退回到哪个环节').click();
  await take(page, to);
  await deskOf(page, step).getByLabel('理由').fill(reason);
  await deskOf(page, step).getByRole('button', { name: '确定退回' }).click();
  await page.getByText('“退回”已办好').waitFor();
}
