import type { Command } from 'commander';
import type { Host } from '../host.js';
import { testFolders, type TestOptions } from './test.js';

/** Adds `quanheng test` to the program. */
export function registerTest(program: Command, host: Host): void {
  program
    .command('test')
    .description('play every scenario of a process folder, and tell what of the process they have seen')
    .argument('<folders...>', 'folders with process.bpmn, scenarios/*.json and coverage.json: docs/simulation.md')
    .option('--json', 'print one JSON object a line for each folder')
    .addHelpText(
      'after',
      '\nExit codes: 0 every scenario is met, 1 one is not, 2 the input cannot be read, 3 wrong usage.',
    )
    .action(async (folders: string[], options: TestOptions) => {
      host.exitCode = await testFolders(folders, options, host);
    });
}
