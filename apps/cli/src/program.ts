import { Command, CommanderError } from 'commander';
import { registerConflicts } from './conflicts/index.js';
import { registerDecide } from './decide/index.js';
import { EXIT } from './exit-code.js';
import type { Host } from './host.js';
import { registerOperate } from './operate/index.js';
import { registerReplay } from './replay/index.js';
import { registerSimulate } from './simulate/index.js';
import { registerStaff } from './staff/index.js';
import { registerTest } from './test/index.js';
import { registerVerify } from './verify/index.js';
import { packageVersion } from './version.js';

/**
 * Runs one command line and sets `host.exitCode`: 0 good, 1 an expectation failed or a finding is an error, 2 input is not
 * valid, 3 wrong usage. Never rejects.
 * @param args what follows the name of the program
 */
export async function runProgram(args: readonly string[], host: Host): Promise<void> {
  const program = new Command('quanheng')
    .description('BPMN 2.0 for the exercise of public power')
    .version(packageVersion())
    .showHelpAfterError('(add --help for the options)')
    .configureOutput({
      writeOut: (text) => void host.stdout.write(text),
      writeErr: (text) => void host.stderr.write(text),
    })
    .exitOverride();
  registerSimulate(program, host);
  registerDecide(program, host);
  registerVerify(program, host);
  registerStaff(program, host);
  registerTest(program, host);
  registerReplay(program, host);
  registerConflicts(program, host);
  registerOperate(program, host);
  try {
    await program.parseAsync(args, { from: 'user' });
  } catch (error) {
    host.exitCode = exitCodeOf(error, host);
  }
}

function exitCodeOf(error: unknown, host: Host): number {
  if (error instanceof CommanderError) {
    // Help and version are asked for; `quanheng` alone is not, and gets the help as an answer to wrong usage.
    return error.code === 'commander.helpDisplayed' || error.code === 'commander.version' ? EXIT.good : EXIT.usage;
  }
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  host.stderr.write(`quanheng has a fault of its own, please report it: ${detail}\n`);
  return EXIT.failed;
}
