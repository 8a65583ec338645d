import { InvalidArgumentError, type Command } from 'commander';
import type { Host } from '../host.js';
import { staff, type StaffOptions } from './staff.js';

/** Adds `quanheng staff` to the program. */
export function registerStaff(program: Command, host: Host): void {
  program
    .command('staff')
    .description('can these people do these steps, under these constraints?')
    .argument('<file>', 'the problem, a JSON file: docs/staffing.md')
    .option('--resilience', 'say, too, whom no plan can do without')
    .option('--budget-ms <n>', 'give up after so many milliseconds', milliseconds, 60_000)
    .option('--proof <file>', 'where there is no plan, write a proof to this file')
    .option('--check-proof <file>', 'judge such a proof, and search nothing')
    .option('--json', 'print {"satisfiable", "plan", "reason", "ms"}')
    .addHelpText(
      'after',
      '\nExit codes: 0 there is a plan (or the proof is right), 1 there is none (or the proof is wrong) or time ran out, 2 the input is not valid, 3 wrong usage.',
    )
    .action((file: string, options: StaffOptions) => {
      host.exitCode = staff(file, options, host, () => performance.now());
    });
}

function milliseconds(text: string): number {
  const number = Number(text);
  if (/^\d{1,9}$/.test(text) && number > 0) return number;
  throw new InvalidArgumentError('It must be a whole number of milliseconds above 0.');
}
