import { Command } from 'commander';
import { packageVersion } from './version.js';

const program = new Command('quanheng').description('BPMN 2.0 for the exercise of public power').version(packageVersion());

program.parseAsync().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 3;
});
