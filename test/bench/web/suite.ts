import { DRAWINGS, findings, type Judged } from './findings.js';
import { firstPaint, scroll, type Scrolled } from './inbox.js';
import { WebOffice } from './office.js';

export interface WebReport {
  readonly suite: 'web';
  readonly results: readonly WebResult[];
}

export type WebResult =
  | { readonly name: 'inbox-javascript'; readonly unit: 'bytes gzip'; readonly value: number; readonly scripts: number }
  | { readonly name: 'inbox-first-line'; readonly unit: 'ms'; readonly value: number }
  /** `limit`: the frames of the same page while nobody touches it. */
  | ({
      readonly name: 'inbox-scroll';
      readonly unit: 'ms';
      readonly value: number;
      readonly limit: Scrolled;
      readonly lines: number;
    } & Scrolled)
  | ({ readonly name: string; readonly unit: 'ms' } & Judged);

/** Lines of the long box. */
const LINES = 10_000;
const CLERK = 'clerk-a';

/** What a person waits for in the browser: Chromium of the machine before the product as it is shipped. */
export async function webSuite(progress: (text: string) => void): Promise<WebReport> {
  progress('the product and its demonstration');
  const office = await WebOffice.open();
  try {
    const results: WebResult[] = [];
    for (const [name, xml] of DRAWINGS) {
      progress(name);
      results.push({ name, unit: 'ms', ...(await findings(office, 'designer', xml())) });
    }
    progress(`${LINES} claims`);
    await office.startClaims(CLERK, LINES);
    progress('the first line of the inbox');
    const { value, gzipBytes, scripts } = await firstPaint(office, CLERK);
    results.push({ name: 'inbox-javascript', unit: 'bytes gzip', value: gzipBytes, scripts });
    results.push({ name: 'inbox-first-line', unit: 'ms', value });
    progress('from the first line to the last');
    const { scrolled, idle, lines } = await scroll(office, CLERK, LINES);
    results.push({ name: 'inbox-scroll', unit: 'ms', value: scrolled.p99, ...scrolled, limit: idle, lines });
    return { suite: 'web', results };
  } finally {
    await office.close();
  }
}

export function readableWeb({ results }: WebReport): string {
  return results
    .map(({ name, unit, value, ...more }) => {
      const rest = Object.entries(more).map(([key, each]) => `${key} ${readable(each)}`);
      return `${name.padEnd(22)}${readable(value).padStart(10)} ${unit.padEnd(12)}${rest.join('  ')}\n`;
    })
    .join('');
}

function readable(value: unknown): string {
  if (typeof value === 'number') return String(Math.round(value * 10) / 10);
  return Object.entries(value as object)
    .map(([key, each]) => `${key} ${readable(each)}`)
    .join(', ')
    .replace(/^.*$/, '($&)');
}
