import type { Command } from 'commander';
import type { Host } from '../host.js';
import { decide, type DecideOptions } from './decide.js';

/** Adds `quanheng decide` to the program. */
export function registerDecide(program: Command, host: Host = process): void {
  program
    .command('decide')
    .description('evaluate a decision, business knowledge model or decision service of a DMN file')
    .argument('<file>', 'the DMN file; what it imports is found beside it')
    .option('--decision <name>', 'name or id of what to evaluate')
    .option(
      '--input <context>',
      'the input as a FEEL context, such as \'{ amount: 100, "due date": date("2026-01-31") }\'',
    )
    .option('--cases <file>', 'a JSON file [{"decision", "input"}, ...]; prints one JSON line for each')
    .option('--json', 'print {"value", "feel", "errors"}; "feel" is authoritative')
    .action((file: string, options: DecideOptions) => {
      host.exitCode = decide(file, options, host, Date.now());
    });
}
