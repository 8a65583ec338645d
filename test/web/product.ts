import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { accountsIn } from '../start/claim.js';
import { API, startProduct, type Product } from '../start/product.js';
import { Visitor } from '../start/visitor.js';
import { DESK, openBrowser, Sitter } from './browser.js';

/** Lets a test move the clock of the server. */
const CLOCK = join(__dirname, 'later.cjs');

/** The product as it is shipped, with the demonstration university in it, and a browser before it. */
export class Office {
  /** Gone with the suite. */
  readonly folder = mkdtempSync(join(tmpdir(), 'quanheng-web-'));
  private readonly sitters: Sitter[] = [];
  private product: Product | undefined;
  private browser: Browser | undefined;
  private passwords: ReadonlyMap<string, string> = new Map();
  private address = '';
  private ahead = 0;

  get url(): string {
    return this.address;
  }

  /** By the clock of the server: milliseconds since the epoch. */
  now(): number {
    return Date.now() + this.ahead;
  }

  has(login: string): boolean {
    return this.passwords.has(login);
  }

  passwordOf(login: string): string {
    const password = this.passwords.get(login);
    if (password === undefined) throw new Error(`${login} has no account among ${[...this.passwords.keys()].join()}`);
    return password;
  }

  async open(settings: Readonly<Record<string, string>>): Promise<void> {
    const clock = { NODE_OPTIONS: `--require ${CLOCK}` };
    const own = { QH_DATA: join(this.folder, 'data'), QH_PORT: '0' };
    this.product = startProduct(API, { ...own, ...clock, ...settings }, this.folder);
    this.address = (await this.product.says(/is ready: (http:\/\/[^/\s]+)/))[1] ?? '';
    const all = readFileSync(join(this.folder, 'data', 'demo-accounts.txt'), 'utf8');
    this.passwords = accountsIn(all.slice(0, all.indexOf('\ndemo-small')));
    this.browser = await openBrowser();
  }

  /** The server believes that so much time has passed. Whoever was signed in for long has to sign in again. */
  async later(milliseconds: number): Promise<void> {
    if (this.product === undefined) throw new Error('the office is not open');
    this.ahead += milliseconds;
    writeFileSync(join(this.folder, 'clock'), String(this.ahead));
    this.product.signal('SIGUSR2');
    await this.product.says(new RegExp(`the clock is ${this.ahead} ms ahead`));
  }

  /** Everybody leaves; what their browsers complained of. */
  async clear(): Promise<readonly string[]> {
    const left = this.sitters.splice(0);
    await Promise.all(left.map((sitter) => sitter.leave()));
    return left.flatMap(({ complaints }) => complaints);
  }

  async close(): Promise<void> {
    await this.browser?.close();
    await this.product?.end('SIGTERM');
    rmSync(this.folder, { recursive: true });
  }

  /** Somebody before a screen who has not signed in. */
  async visit(viewport = DESK as { width: number; height: number }): Promise<Sitter> {
    if (this.browser === undefined) throw new Error('the office is not open');
    const sitter = await Sitter.sitDown(this.browser, this.url, viewport);
    this.sitters.push(sitter);
    return sitter;
  }

  /** Somebody who has signed in and opened that page. */
  async sit(login: string, path = '/', viewport = DESK as { width: number; height: number }): Promise<Sitter> {
    const sitter = await this.visit(viewport);
    await sitter.signIn(login, this.passwordOf(login));
    // The first page is the workbench of those who have one.
    await sitter.page.locator('#page').getByRole('heading', { level: 1 }).waitFor();
    if (path !== '/') await sitter.page.goto(path);
    return sitter;
  }

  /** Somebody who works without a browser, to bring a matter to where the test begins. */
  async clerk(login: string): Promise<Visitor> {
    const visitor = new Visitor(this.url);
    const status = await visitor.signIn(login, this.passwordOf(login));
    if (status !== 201) throw new Error(`${login} cannot sign in: ${status}`);
    return visitor;
  }
}

/** Opens an office for a suite. After each test everybody leaves, and no browser may have complained. */
export function openOffice(settings: Readonly<Record<string, string>> = {}): Office {
  // People type and read; machines are shared and slow.
  jest.setTimeout(300_000);
  const office = new Office();
  beforeAll(() => office.open(settings), 360_000);
  afterEach(async () => expect(await office.clear()).toEqual([]));
  afterAll(() => office.close());
  return office;
}
