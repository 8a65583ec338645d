import type { Command } from 'commander';
import type { Founder } from '@quanheng/host';
import { EXIT } from '../exit-code.js';
import type { Host } from '../host.js';
import type * as Acts from './acts.js';

const CONFIGURED =
  '\nFinds the database by the same settings as the server (QH_DATABASE_URL, QH_DATA, QH_CONFIG ...).\n';

/** Adds what the operator of a server needs: `migrate`, `found`, `backup`. */
export function registerOperate(program: Command, host: Host): void {
  program
    .command('migrate')
    .description('bring the schema of the database up to date')
    .option('--revert', 'undo the last migration instead; what only it had tables for is lost')
    .addHelpText('after', CONFIGURED)
    .action((options: { revert?: boolean }) => carryOut(host, (act) => act.migrate(host, options.revert === true)));
  program
    .command('found')
    .description('give a new unit (单位) its three administrators, and print their initial passwords once')
    .requiredOption('--unit <id>', 'id of the unit: letters, digits, ".", "_", "-"')
    .option('--department <name>', 'department of the administrators', '系统管理')
    .option('--document <number>', 'number of the document that appoints them', '首次部署')
    .addHelpText('after', CONFIGURED)
    .action((founder: Founder) => carryOut(host, (act) => act.found(host, founder)));
  program
    .command('backup')
    .description('copy the embedded database, which may be in use, into a new file')
    .argument('<file>', 'file to write; it must not be there')
    .addHelpText('after', CONFIGURED)
    .action((file: string) => carryOut(host, (act) => act.backup(host, file)));
}

/** The rest is loaded when it is asked for: the other commands need no database, and start faster without. */
async function carryOut(host: Host, act: (acts: typeof Acts) => Promise<void>): Promise<void> {
  const [acts, { ConfigurationError, StartError }] = await Promise.all([import('./acts.js'), import('@quanheng/host')]);
  try {
    await act(acts);
    host.exitCode = EXIT.good;
  } catch (error) {
    if (!(error instanceof ConfigurationError || error instanceof StartError)) throw error;
    host.stderr.write(`${error.message}\n`);
    host.exitCode = EXIT.invalidInput;
  }
}
