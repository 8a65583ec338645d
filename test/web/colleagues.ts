import type { Page } from 'playwright-core';
import type { Sitter } from './browser.js';
import type { Office } from './product.js';
import { answer, deskOf, menuLink } from './steps.js';

/** What is done with a step that is open before somebody, before it is answered. */
type Doing = (page: Page) => Promise<void>;

/** People who carry matters on, each before a screen of their own at which they stay signed in. */
export class Colleagues {
  private readonly seats = new Map<string, Sitter>();

  constructor(private readonly office: Office) {}

  /** Everybody who has had something to do. */
  readonly seen = new Set<string>();

  async sitterOf(login: string): Promise<Sitter> {
    const sitter = this.seats.get(login) ?? (await this.office.sit(login));
    this.seats.set(login, sitter);
    this.seen.add(login);
    return sitter;
  }

  async pageOf(login: string): Promise<Page> {
    return (await this.sitterOf(login)).page;
  }

  /** Opens the line with these words out of the box, or the list, of that name. */
  async opens(login: string, box: string, words: string | RegExp): Promise<Page> {
    const page = await this.pageOf(login);
    await menuLink(page, box).click();
    await page.getByRole('region', { name: box }).locator('a[data-line]').filter({ hasText: words }).first().click();
    return page;
  }

  /** Takes the step out of 待办, does with it what is said, and answers. */
  async does(login: string, step: string, button: string, doing: Doing = async () => {}): Promise<void> {
    const page = await this.opens(login, '待办', step);
    await deskOf(page, step).waitFor();
    await doing(page);
    await answer(page, step, button);
  }

  /** Time passes; everybody has gone home and signs in again. @returns what their browsers complained of */
  async later(milliseconds: number): Promise<readonly string[]> {
    await this.office.later(milliseconds);
    this.seats.clear();
    return this.office.clear();
  }
}
