import { runProgram } from '../program.js';
import type { Host } from '../host.js';

export interface Run {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
  /** Standard output as JSON lines; fails the test when a line is none. */
  readonly json: readonly Record<string, unknown>[];
}

/** Runs a command line in this process, with a host of its own. */
export async function run(...args: string[]): Promise<Run> {
  return runOn({}, ...args);
}

export async function runOn(options: { isTTY?: boolean; env?: Host['env'] }, ...args: string[]): Promise<Run> {
  let stdout = '';
  let stderr = '';
  const tty = options.isTTY === undefined ? {} : { isTTY: options.isTTY };
  const host: Host = {
    stdout: { write: (text) => (stdout += text), ...tty },
    stderr: { write: (text) => (stderr += text), ...tty },
    env: options.env ?? {},
  };
  await runProgram(args, host);
  return {
    exitCode: Number(host.exitCode ?? 0),
    stdout,
    stderr,
    get json() {
      return stdout
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as Record<string, unknown>);
    },
  };
}
