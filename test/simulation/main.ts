import { Dice } from './dice.js';
import { World, type WorldReport } from './world/world.js';

const USAGE = 'usage: npm run test:simulation -- [--commands N] [--seed N]';
const ACTS = 1_500;
const DEFAULT_COMMANDS = 20_000;

interface Totals {
  commands: number;
  acknowledged: number;
  entries: number;
  crashes: number;
  turns: number;
}

/** Plays world after world, each from a seed of its own, until so many commands were given; the first one with a defect ends it. */
async function main(args: readonly string[]): Promise<number> {
  const options = read(args);
  if (options === null) {
    process.stderr.write(`${USAGE}\n`);
    return 3;
  }
  const seeds = new Dice(options.seed);
  const totals: Totals = { commands: 0, acknowledged: 0, entries: 0, crashes: 0, turns: 0 };
  const begin = performance.now();
  for (let worlds = 1; totals.commands < options.commands; worlds++) {
    const seed = worlds === 1 ? options.seed : seeds.below(1e9);
    // One writer is SQLite's way, several are a server's.
    const report = await new World({ seed, acts: ACTS, writers: seed % 3 === 0 ? 1 : 4 }).play();
    for (const name of Object.keys(totals) as (keyof Totals)[]) totals[name] += report[name];
    if (report.defects.length + report.faults.length > 0) return tell(report);
    if (worlds % 10 === 0) process.stderr.write(`${line(totals)} in ${seconds(begin)} s\n`);
  }
  process.stdout.write(`${line(totals)} in ${seconds(begin)} s, seed ${options.seed}: no defect\n`);
  return 0;
}

function read(args: readonly string[]): { readonly commands: number; readonly seed: number } | null {
  const values = { '--commands': DEFAULT_COMMANDS, '--seed': 1 };
  for (let i = 0; i < args.length; i += 2) {
    const name = args[i];
    const value = Number(args[i + 1]);
    if ((name !== '--commands' && name !== '--seed') || !Number.isSafeInteger(value) || value < 1) return null;
    values[name] = value;
  }
  return { commands: values['--commands'], seed: values['--seed'] };
}

function tell({ seed, defects, faults }: WorldReport): number {
  process.stdout.write(`seed ${seed} (${ACTS} acts):\n`);
  for (const { check, where, message } of defects.slice(0, 20)) {
    process.stdout.write(`  ${check} ${where}: ${message}\n`);
  }
  for (const fault of faults.slice(0, 20)) process.stdout.write(`  fault: ${fault}\n`);
  return 1;
}

function line(totals: Totals): string {
  const { commands, acknowledged, entries, crashes, turns } = totals;
  return `${commands} commands, ${acknowledged} answered, ${entries} entries, ${crashes} crashes, ${turns} turns`;
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
