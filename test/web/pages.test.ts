import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { root } from '../architecture/files.js';
import { describeWithServer } from '../servers/describe.js';
import { DESK, PHONE, type Sitter } from './browser.js';
import { openOffice } from './product.js';
import { routePatterns, seedTour, stopsOf, type Shown, type Stop } from './tour.js';

/** `npm run screenshots` sets it: the pictures of `docs/screenshots` are taken anew, and the width between desk and phone is looked at, too. */
const isDrawing = process.env.SCREENSHOTS === '1';
const PICTURES = join(root, 'docs', 'screenshots');
const TABLET = { width: 1024, height: 768 } as const;
const SCREENS = isDrawing ? [DESK, TABLET, PHONE] : [DESK, PHONE];
/** Nothing is being read any more, and nothing moves. */
const SETTLED = `document.fonts.status === 'loaded' && document.querySelector('main') !== null &&
  document.querySelector('[aria-busy="true"], [data-working="true"], .ant-skeleton, .ant-spin-spinning') === null`;
/** What one answer shows may ask for another. */
const LOOKS = 6;
const ANYTHING: Shown = {
  ...{ instance: 'i', item: '1', meeting: 'm', deployment: 'd' },
  signed: { instance: 's', item: '1' },
};

/** The policy of the pages lets nothing be made of a text in them, so they are asked from outside. */
async function settle(page: Sitter['page']): Promise<void> {
  const end = Date.now() + 60_000;
  for (let settled = 0; settled < LOOKS; settled = (await page.evaluate<boolean>(SETTLED)) ? settled + 1 : 0) {
    if (Date.now() > end) throw new Error(`${page.url()} does not settle`);
    await after(50);
  }
}

describeWithServer(['chromium'], 'every page in a browser', () => {
  const office = openOffice();
  let shown: Shown;
  beforeAll(async () => {
    shown = await seedTour(office);
    if (isDrawing) mkdirSync(PICTURES, { recursive: true });
  }, 120_000);

  /** What is wrong with a page as it stands before somebody. */
  async function look(sitter: Sitter, { name, path }: Stop, width: number): Promise<readonly string[]> {
    const { page } = sitter;
    await page.goto(path);
    await settle(page);
    if (isDrawing) {
      await page.screenshot({ path: join(PICTURES, `${name}-${width}.png`), animations: 'disabled', caret: 'hide' });
    }
    const overflow = await page.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth');
    const wide = overflow > 1 ? [`wider than the screen by ${overflow} px`] : [];
    return [...(await sitter.barriers()), ...wide].map((problem) => `${name} at ${width}: ${problem}`);
  }

  test.each(SCREENS.map((screen) => [screen.width, screen] as const))(
    'at %i pixels has no barrier, no complaint of the browser, and fits',
    async (width, screen) => {
      const problems: string[] = [];
      const stops = stopsOf(routePatterns(), shown, (login) => office.has(login));
      const sitters = new Map<string, Sitter>();
      for (const stop of stops) {
        const isSigningIn = stop.name === 'sign-in';
        const key = isSigningIn ? '' : stop.login;
        const sitter =
          sitters.get(key) ?? (isSigningIn ? await office.visit(screen) : await office.sit(stop.login, '/', screen));
        sitters.set(key, sitter);
        problems.push(...(await look(sitter, stop, width)));
        problems.push(...sitter.complaints.splice(0).map((complaint) => `${stop.name} at ${width}: ${complaint}`));
      }
      expect(problems).toEqual([]);
    },
    600_000,
  );
});

describe('the tour', () => {
  it('knows every address of the table of routes, and says where it does not', () => {
    const names = stopsOf(routePatterns(), ANYTHING, () => true).map(({ name }) => name);
    expect(names).toEqual(
      expect.arrayContaining(['workbench', 'sign-in', 'todo', 'todo-open', 'matters-open', 'account']),
    );
    expect(() => stopsOf(['reports/:year'], ANYTHING, () => true)).toThrow(/what reports\/:year is to show/);
  });
});
