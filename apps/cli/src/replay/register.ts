import type { Command } from 'commander';
import { EXIT } from '../exit-code.js';
import type { Host } from '../host.js';
import { NoDatabase } from './no-database.js';
import type { ReplayOptions } from './replay.js';

/** Adds `quanheng replay` to the program. */
export function registerReplay(program: Command, host: Host = process): void {
  program
    .command('replay')
    .description('check that the database is what its entries led to: chains, digests, states, and the engine again')
    .argument('[instance]', 'id of the instance')
    .option('--all', 'every instance and every other stream of entries')
    .option('--json', 'print a JSON line for each stream, and one for all')
    .addHelpText(
      'after',
      '\nReads the database of the server with the same environment (QH_DATA, QH_DATABASE_URL ...), which may be running.\n' +
        'Exit codes: 0 no differences, 1 differences, 2 no such instance or database, 3 wrong usage.',
    )
    .action(async (instance: string | undefined, options: ReplayOptions, command: Command) => {
      if ((instance === undefined) === (options.all !== true)) {
        command.error('error: name one instance, or give --all');
      }
      host.exitCode = await replayConfigured(instance, options, host);
    });
}

async function replayConfigured(instance: string | undefined, options: ReplayOptions, host: Host): Promise<number> {
  // Loaded when it is asked for: the other commands need no database, and start faster without.
  const [{ openReplay }, { replay }] = await Promise.all([import('./open.js'), import('./replay.js')]);
  try {
    const opened = await openReplay(host.env);
    try {
      return await replay(opened.parts, instance, options, host);
    } finally {
      await opened.close();
    }
  } catch (error) {
    if (!(error instanceof NoDatabase)) throw error;
    host.stderr.write(`quanheng: ${error.message}\n`);
    return EXIT.invalidInput;
  }
}
