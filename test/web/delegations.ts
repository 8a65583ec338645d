import type { Page } from 'playwright-core';
import { menuLink, take } from './steps.js';

const HOUR = 3_600_000;
/** As a field for a moment takes it: the minute, where the organisation is. */
export const minute = (at: number): string => new Date(at + 8 * HOUR).toISOString().slice(0, 16);

export interface Wanted {
  /** Name of the person. */
  readonly to: string;
  /** Milliseconds since the epoch; absent: now. */
  readonly from?: number;
  readonly until: number;
  readonly document: string;
}

/** 我的委托: fills in who acts, from when to when, and why. */
export async function delegate(page: Page, { to, from, until, document }: Wanted): Promise<void> {
  await menuLink(page, '我的委托').click();
  await page.getByRole('combobox', { name: '受托人' }).fill(to);
  await take(page, to);
  if (from !== undefined) await page.getByLabel('起止时间 1').fill(minute(from));
  await page.getByLabel('起止时间 2').fill(minute(until));
  await page.getByLabel('文号或事由').fill(document);
  await page.getByRole('button', { name: /委托$/ }).click();
  await page.getByText('委托已登记').first().waitFor();
}

/** The line of a delegation, by its document. */
export const delegation = (page: Page, document: string) => page.getByRole('listitem').filter({ hasText: document });
