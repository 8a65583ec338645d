import { Dice } from '../../simulation/index.js';
import { campaign, type CampaignReport } from './campaign.js';

const USAGE = 'usage: npm run test:policy -- [--acts N] [--seed N]';
const DEFAULT_ACTS = 20_000;
/** Of one office. */
const ACTS = 2_000;
const NUMBERS = [
  ...(['acts', 'accepted', 'refused', 'rejected', 'instances', 'completed', 'payments', 'meetings'] as const),
  ...(['delegated', 'returns', 'entries', 'objections', 'emergencies', 'freezes'] as const),
  ...(['handedOver', 'corrected', 'reviewed'] as const),
] as const;

/** Office after office, each from a seed of its own, until so many acts were given; the first one in which something was broken ends it. */
async function main(args: readonly string[]): Promise<number> {
  const options = read(args);
  if (options === null) {
    process.stderr.write(`${USAGE}\n`);
    return 3;
  }
  const seeds = new Dice(options.seed);
  const totals = Object.fromEntries(NUMBERS.map((name) => [name, 0])) as Record<(typeof NUMBERS)[number], number>;
  const codes = new Map<string, number>();
  const begin = performance.now();
  for (let offices = 1; totals.acts < options.acts; offices++) {
    const seed = offices === 1 ? options.seed : seeds.below(1e9);
    const report = await campaign(seed, Math.min(ACTS, options.acts - totals.acts));
    for (const name of NUMBERS) totals[name] += report[name];
    for (const [code, count] of report.codes) codes.set(code, (codes.get(code) ?? 0) + count);
    if (report.breaches.length + report.faults.length > 0) return tell(report);
    if (offices % 5 === 0) process.stderr.write(`${totals.acts} acts in ${seconds(begin)} s\n`);
  }
  const numbers = NUMBERS.map((name) => `${totals[name]} ${name}`).join(', ');
  process.stdout.write(`${numbers} in ${seconds(begin)} s, seed ${options.seed}: nothing was broken\n`);
  const listed = [...codes].sort(([, one], [, other]) => other - one).map(([code, count]) => `${code} ${count}`);
  process.stdout.write(`refused: ${listed.join(', ')}\n`);
  return 0;
}

function read(args: readonly string[]): { readonly acts: number; readonly seed: number } | null {
  const values = { '--acts': DEFAULT_ACTS, '--seed': 1 };
  for (let i = 0; i < args.length; i += 2) {
    const name = args[i];
    const value = Number(args[i + 1]);
    if ((name !== '--acts' && name !== '--seed') || !Number.isSafeInteger(value) || value < 1) return null;
    values[name] = value;
  }
  return { acts: values['--acts'], seed: values['--seed'] };
}

function tell({ seed, acts, breaches, faults }: CampaignReport): number {
  process.stdout.write(`seed ${seed} (${acts} acts):\n`);
  for (const { instance, seq, what } of breaches.slice(0, 30)) process.stdout.write(`  ${instance} ${seq}: ${what}\n`);
  for (const fault of faults.slice(0, 10)) process.stdout.write(`  fault: ${fault}\n`);
  return 1;
}

function seconds(begin: number): number {
  return Math.round((performance.now() - begin) / 1000);
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
