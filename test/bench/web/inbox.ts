import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { median, SAMPLES } from '../measure.js';
import { seen, type WebOffice } from './office.js';

const WEB = join(__dirname, '../../../apps/web');
const INBOX = '/todo';
/** A line of the list. */
const LINE = 'a[data-line]';
/** Pixels of one turn of the wheel, and milliseconds between two of them: somebody who looks for something far below. */
const TURN = 900;
const PACE = 30;
/** Milliseconds: a frame that takes longer is seen as a halt. */
const LONG = 50;

export interface FirstPaint {
  /** Milliseconds from the click on the address to the first line of work on the screen, with nothing in the cache of the browser. */
  readonly value: number;
  /** Bytes, as `gzip` packs them, of all scripts that were asked for by then. */
  readonly gzipBytes: number;
  readonly scripts: number;
}

/** Medians of the samples. */
export async function firstPaint(office: WebOffice, login: string): Promise<FirstPaint> {
  const samples: FirstPaint[] = [];
  for (let i = 0; i < SAMPLES; i++) {
    const { page, ...sitter } = await office.sit(login).then((who) => ({ page: who.page, leave: () => who.leave() }));
    const devtools = await page.context().newCDPSession(page);
    await devtools.send('Network.clearBrowserCache');
    const scripts: string[] = [];
    page.on('request', (request) => {
      if (request.resourceType() === 'script') scripts.push(new URL(request.url()).pathname);
    });
    await page.addInitScript(WATCH_FIRST_LINE, LINE);
    await page.goto(INBOX);
    const value = await seen<number>(page, 'window.firstLine');
    samples.push({ value, gzipBytes: sizeOf(scripts), scripts: scripts.length });
    await sitter.leave();
  }
  return {
    value: median(samples.map((each) => each.value)),
    gzipBytes: median(samples.map((each) => each.gzipBytes)),
    scripts: median(samples.map((each) => each.scripts)),
  };
}

function sizeOf(scripts: readonly string[]): number {
  return scripts.map((path) => gzipSync(readFileSync(join(WEB, path))).length).reduce((sum, each) => sum + each, 0);
}

/** Notes when the frame after the first line has been drawn. */
const WATCH_FIRST_LINE = (line: string): void => {
  const page = globalThis as unknown as Browser;
  const look = (): void => {
    if (page.document.querySelector(line) === null) page.requestAnimationFrame(look);
    else page.requestAnimationFrame(() => (page.firstLine = performance.now()));
  };
  page.requestAnimationFrame(look);
};

export interface Scrolled {
  /** Milliseconds between two frames. */
  readonly mean: number;
  readonly p95: number;
  readonly p99: number;
  readonly longest: number;
  /** Frames that took longer than 50 ms, of how many. */
  readonly long: number;
  readonly frames: number;
  /** Pieces of work of the page that took longer than 50 ms, as the browser counts them (Long Tasks). */
  readonly longTasks: number;
}

/** From the first line to the last, and what the frames of the same page are while nobody touches it. */
export async function scroll(
  office: WebOffice,
  login: string,
  lines: number,
): Promise<{ readonly scrolled: Scrolled; readonly idle: Scrolled; readonly lines: number }> {
  const sitter = await office.sit(login);
  const { page } = sitter;
  await page.goto(INBOX);
  await page.locator(LINE).first().waitFor();
  const idle = await framesDuring(page, () => page.waitForTimeout(3_000));
  await page.locator(LINE).first().hover();
  let last = 0;
  const scrolled = await framesDuring(page, async () => {
    for (let turns = 0; last < lines - 1 && turns < lines; turns++) {
      await page.mouse.wheel(0, TURN);
      await page.waitForTimeout(PACE);
      last = await page.evaluate<number>(
        `Number([...document.querySelectorAll('li[data-index]')].at(-1).dataset.index)`,
      );
    }
  });
  await sitter.leave();
  return { scrolled, idle, lines: last + 1 };
}

async function framesDuring(page: Page, work: () => Promise<void>): Promise<Scrolled> {
  await page.evaluate(`{
    window.frames_ = [];
    window.longTasks_ = 0;
    window.tasks_ = new PerformanceObserver((seen) => (window.longTasks_ += seen.getEntries().length));
    window.tasks_.observe({ type: 'longtask' });
    let before = performance.now();
    const next = (now) => {
      window.frames_?.push(now - before);
      before = now;
      if (window.frames_) requestAnimationFrame(next);
    };
    requestAnimationFrame(next);
  }`);
  await work();
  const { frames, longTasks } = await page.evaluate<{ readonly frames: number[]; readonly longTasks: number }>(`{
    const seen = { frames: window.frames_, longTasks: window.longTasks_ + window.tasks_.takeRecords().length };
    window.tasks_.disconnect();
    window.frames_ = null;
    seen
  }`);
  const sorted = [...frames].sort((a, b) => a - b);
  const at = (share: number): number => sorted[Math.floor(sorted.length * share)] ?? NaN;
  return {
    mean: frames.reduce((sum, each) => sum + each, 0) / frames.length,
    p95: at(0.95),
    p99: at(0.99),
    longest: sorted.at(-1) ?? NaN,
    long: sorted.filter((each) => each > LONG).length,
    frames: sorted.length,
    longTasks,
  };
}

/** What the page has of a browser, as far as it is used here. */
interface Browser {
  readonly document: { querySelector(selector: string): unknown };
  requestAnimationFrame(then: () => void): void;
  firstLine?: number;
}
