import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OPERATIONS } from '@quanheng/contracts';
import type { Page } from 'playwright-core';
import { accountsIn } from '../../start/claim.js';
import { startProduct, type Product } from '../../start/product.js';
import { Visitor } from '../../start/visitor.js';
import { openBrowser, Sitter } from '../../web/browser.js';

const ENTRY = join(__dirname, '../../../apps/api/src/main.js');
const CLIENTS = 8;

/** The product as it is shipped, over its embedded database, with the demonstration in it, and a browser before it. */
export class WebOffice {
  private constructor(
    private readonly folder: string,
    private readonly product: Product,
    private readonly url: string,
    private readonly passwords: ReadonlyMap<string, string>,
    private readonly browser: Awaited<ReturnType<typeof openBrowser>>,
  ) {}

  static async open(): Promise<WebOffice> {
    const folder = mkdtempSync(join(tmpdir(), 'quanheng-bench-web-'));
    const data = join(folder, 'data');
    const settings = {
      QH_DATA: data,
      QH_PORT: '0',
      QH_REQUESTS_PER_PERSON: '1000000',
      QH_REQUESTS_PER_ADDRESS: '1000000',
    };
    const product = startProduct(ENTRY, settings, folder);
    const url = (await product.says(/is ready: (http:\/\/[^/\s]+)/))[1] ?? '';
    const all = readFileSync(join(data, 'demo-accounts.txt'), 'utf8');
    const passwords = accountsIn(all.slice(0, all.indexOf('\ndemo-small')));
    return new WebOffice(folder, product, url, passwords, await openBrowser());
  }

  /** Each claim that is started is a step in the inbox of whoever started it. */
  async startClaims(login: string, count: number): Promise<void> {
    const visitor = new Visitor(this.url);
    const status = await visitor.signIn(login, this.passwordOf(login));
    if (status !== 201) throw new Error(`${login} cannot sign in: ${status}`);
    let left = count;
    const start = async (): Promise<void> => {
      while (left > 0) {
        left -= 1;
        await visitor.call(OPERATIONS.startInstance, { body: { process: 'Reimbursement', variables: {} } });
      }
    };
    await Promise.all(Array.from({ length: CLIENTS }, start));
  }

  /** Somebody who has signed in, in a browser that has nothing stored. */
  async sit(login: string): Promise<Sitter> {
    const sitter = await Sitter.sitDown(this.browser, this.url);
    await sitter.signIn(login, this.passwordOf(login));
    await sitter.page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
    return sitter;
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.product.end('SIGTERM');
    rmSync(this.folder, { recursive: true });
  }

  private passwordOf(login: string): string {
    const password = this.passwords.get(login);
    if (password === undefined) throw new Error(`the demonstration has no account ${login}`);
    return password;
  }
}

/** Milliseconds between two looks, and how many there are at most. */
const LOOK = 20;
const LOOKS = 3_000;

/** What the page has noted, as soon as it has. The page itself evaluates no text: its content policy forbids it. */
export async function seen<T>(page: Page, expression: string): Promise<T> {
  for (let looks = 0; looks < LOOKS; looks++) {
    const value = await page.evaluate<T | undefined>(expression);
    if (value !== undefined) return value;
    await page.waitForTimeout(LOOK);
  }
  throw new Error(`the page did not note ${expression}`);
}
