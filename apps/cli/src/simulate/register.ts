import { InvalidArgumentError, type Command } from 'commander';
import type { Host } from '../host.js';
import { simulateFile, type SimulateOptions } from './simulate.js';

/** Adds `quanheng simulate` to the program. */
export function registerSimulate(program: Command, host: Host): void {
  program
    .command('simulate')
    .description('play the processes of a BPMN file in a simulated world')
    .argument('<file>', 'the BPMN file; called processes and decisions are found in its folder')
    .option(
      '--process <id>',
      'the process to start; default: the only executable one, else the first with a none start event',
    )
    .option('--vars <json>', 'variables to start with, as a JSON object; they go before those of the scenario')
    .option('--scenario <file>', 'a JSON file that says what happens: docs/simulation.md')
    .option('--with <files...>', 'further BPMN and DMN files for called processes and decisions')
    .option('--max-events <n>', 'stop after this many events (default: 100000)', wholeNumber)
    .option('--json', 'print one JSON object a line for each event, the result last')
    .action(async (file: string, options: SimulateOptions) => {
      host.exitCode = await simulateFile(file, options, host);
    });
}

function wholeNumber(text: string): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(value) || value < 1) {
    throw new InvalidArgumentError('It must be a whole number from 1.');
  }
  return value;
}
