import { playYear } from './year.js';

const USAGE =
  'usage: npm run test:year -- [--seed N] [--purchases N] [--procurements N] [--payments N] [--claims N] [--meetings N]';
const DEFAULTS = { seed: 1, purchases: 2_000, procurements: 40, payments: 300, claims: 300, meetings: 40 };
const SHOWN = 30;

async function main(args: readonly string[]): Promise<number> {
  const options = read(args);
  if (options === null) {
    process.stderr.write(`${USAGE}\n`);
    return 3;
  }
  const begin = performance.now();
  const report = await playYear(options, options.seed);
  const { matters, completed, requests, attempts, payments, entries, refused, breaches, stuck } = report;
  const seconds = Math.round((performance.now() - begin) / 1000);
  process.stdout.write(
    `${matters} matters, ${completed} completed, ${payments} payments, ${requests} requests, ${entries} entries, ` +
      `${attempts} attempts in ${seconds} s, seed ${options.seed}\n`,
  );
  for (const [name, count] of refused) process.stdout.write(`  refused ${count}: ${name}\n`);
  for (const each of breaches.slice(0, SHOWN)) process.stdout.write(`  BREACH ${each}\n`);
  for (const each of stuck.slice(0, SHOWN)) process.stdout.write(`  STUCK ${each}\n`);
  const isGood = breaches.length + stuck.length === 0 && completed === matters;
  process.stdout.write(isGood ? 'nothing got through, and nobody honest was stuck\n' : 'NOT as it should be\n');
  return isGood ? 0 : 1;
}

function read(args: readonly string[]): typeof DEFAULTS | null {
  const values = { ...DEFAULTS };
  for (let at = 0; at < args.length; at += 2) {
    const name = Object.keys(DEFAULTS).find((each) => args[at] === `--${each}`) as keyof typeof DEFAULTS | undefined;
    const value = Number(args[at + 1]);
    if (name === undefined || !Number.isSafeInteger(value) || value < 0) return null;
    values[name] = value;
  }
  return values;
}

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exitCode = 1;
  },
);
