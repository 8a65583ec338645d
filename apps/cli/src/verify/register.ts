import { InvalidArgumentError, Option, type Command } from 'commander';
import type { Host } from '../host.js';
import { verifyFile, type VerifyOptions } from './verify.js';

/** Adds `quanheng verify` to the program. */
export function registerVerify(program: Command, host: Host): void {
  program
    .command('verify')
    .description('judge how a BPMN file exercises power, before it runs')
    .argument('<file>', 'the BPMN file')
    .option('--profile <name>', 'what is demanded of it: a name of processes/profiles, or a JSON file')
    .option('--org <file>', 'the organisation at one moment, a JSON file: docs/organisation-file.schema.json')
    .option('--effect <name=effect...>', 'what a handler, or form:NAME, does: treasury-payment=payment', effect, [])
    .option('--with <file...>', 'further files with processes and decisions that it calls')
    .option('--budget-ms <number>', 'milliseconds that the proof may take, 2000 if not given', milliseconds)
    .addOption(new Option('--lang <language>', 'the language of findings').choices(['zh', 'en'] as const).default('zh'))
    .option('--json', 'print {"sound", "properties", "states", "findings", "parseMs", "verifyMs"}')
    .addHelpText(
      'after',
      '\nExit codes: 0 sound and no finding is an error, 1 a finding is an error or soundness is not known, 2 the input cannot be read, 3 wrong usage.',
    )
    .action(async (file: string, options: VerifyOptions) => {
      host.exitCode = await verifyFile(file, options, host, () => performance.now());
    });
}

function effect(text: string, others: readonly (readonly [string, string])[]): (readonly [string, string])[] {
  const [, name, what] = /^([^=]+)=([a-z][A-Za-z]*)$/.exec(text) ?? [];
  if (name === undefined || what === undefined) {
    throw new InvalidArgumentError('It must be a handler and its effect, such as treasury-payment=payment.');
  }
  return [...others, [name, what]];
}

function milliseconds(text: string): number {
  const number = /^\d{1,9}$/.test(text) ? Number(text) : 0;
  if (number < 1) throw new InvalidArgumentError('It must be a whole number of milliseconds, such as 2000.');
  return number;
}
