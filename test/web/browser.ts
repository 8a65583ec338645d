import { readFileSync } from 'node:fs';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { binary } from '../servers/binaries.js';

/** As root in a container there is no sandbox; nothing is asked of any other machine. */
const ARGS = [
  ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
  ...['--disable-component-update', '--disable-sync', '--disable-dev-shm-usage'],
];
/** Until nothing fades in or out any more; what turns for ever, turns. */
const SETTLED = `Promise.allSettled(document.getAnimations()
  .filter((each) => each.effect?.getComputedTiming().endTime !== Infinity).map((each) => each.finished))
  .then(() => undefined)`;
const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
/** What a browser itself says of an answer that is no success: a refusal is one. */
const ANSWERED = /^Failed to load resource: the server responded with a status of 4\d\d/;

export const DESK = { width: 1440, height: 900 } as const;
export const PHONE = { width: 390, height: 844 } as const;

/** Chromium of the machine, without a window. */
export function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: binary('chromium'), args: ARGS });
}

interface Judged {
  readonly violations: readonly {
    readonly id: string;
    readonly impact: string | null;
    readonly nodes: readonly { readonly html: string }[];
  }[];
}

/** Somebody before a screen. */
export class Sitter {
  /** What the browser complained of. */
  readonly complaints: string[] = [];

  private constructor(
    readonly page: Page,
    private readonly context: BrowserContext,
  ) {
    page.on('console', (message) => {
      if (message.type() === 'error' && !ANSWERED.test(message.text())) this.complaints.push(message.text());
    });
    page.on('pageerror', (error) => this.complaints.push(error.message));
  }

  static async sitDown(browser: Browser, baseURL: string, viewport: { width: number; height: number } = DESK) {
    const context = await browser.newContext({ baseURL, viewport, locale: 'zh-CN' });
    const page = await context.newPage();
    page.setDefaultTimeout(30_000);
    return new Sitter(page, context);
  }

  async signIn(login: string, password: string): Promise<void> {
    await this.page.goto('/sign-in');
    await this.page.getByLabel('账号').fill(login);
    await this.page.getByLabel('口令', { exact: true }).fill(password);
    await this.page.getByRole('button', { name: '登录' }).click();
  }

  /** What makes the page hard to use by keyboard or screen reader, as axe judges it. */
  async barriers(): Promise<readonly string[]> {
    await this.page.evaluate(AXE);
    // Half faded a button is paler than it is.
    await this.page.evaluate(SETTLED);
    const found = await this.page.evaluate<Judged>(
      // The mark of the form library is its own, and has to stay.
      `axe.run({ exclude: ['.fjs-powered-by', '.bjs-powered-by'] }, { resultTypes: ['violations'] })`,
    );
    return found.violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
  }

  async leave(): Promise<void> {
    await this.context.close();
  }
}
