import type { Command } from 'commander';
import { EXIT } from '../exit-code.js';
import type { Host } from '../host.js';
import { NoDatabase } from '../replay/no-database.js';
import type { ConflictsOptions } from './conflicts.js';

/** Adds `quanheng conflicts` to the program. */
export function registerConflicts(program: Command, host: Host): void {
  program
    .command('conflicts')
    .description('who holds posts whose duties do not go together (不相容职责), to be looked at once a year')
    .option('--unit <id>', 'of this unit (单位) only')
    .option('--json', 'print a JSON line for each, and one for all')
    .addHelpText(
      'after',
      '\nReads the database of the server with the same environment (QH_DATA, QH_DATABASE_URL ...), which may be running.\n' +
        'Exit codes: 0 nobody, 1 somebody, 2 no such unit or database, 3 wrong usage.',
    )
    .action(async (options: ConflictsOptions) => {
      host.exitCode = await conflictsConfigured(options, host);
    });
}

async function conflictsConfigured(options: ConflictsOptions, host: Host): Promise<number> {
  // Loaded when it is asked for: the other commands need no database, and start faster without.
  const [{ openReplay }, { conflicts }] = await Promise.all([import('../replay/open.js'), import('./conflicts.js')]);
  try {
    const opened = await openReplay(host.env);
    try {
      return await conflicts(opened.queries, options, host, Date.now());
    } finally {
      await opened.close();
    }
  } catch (error) {
    if (!(error instanceof NoDatabase)) throw error;
    host.stderr.write(`quanheng: ${error.message}\n`);
    return EXIT.invalidInput;
  }
}
