import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { root } from '../architecture/files.js';

/** A process of the product as an operator starts it, with everything that it says. */
export interface Product {
  /** Both streams, in the order in which they came. */
  readonly output: () => string;
  /** Resolves with the first match. @throws when the process ends, or says nothing of the kind, first. */
  says(pattern: RegExp): Promise<RegExpExecArray>;
  /** Sends a signal that does not end it. */
  signal(signal: NodeJS.Signals): void;
  /** Sends a signal, or waits for the end by itself; gives the exit code. */
  end(signal?: NodeJS.Signals): Promise<number | null>;
}

/** A guard against hanging: machines are shared and slow, and the first start proves every process that it publishes. */
const PATIENCE = 300_000;
export const API = join(root, 'bin', 'start.cjs');
export const WORKER = join(root, 'dist', 'apps', 'worker', 'src', 'main.js');

/** Starts a script with these settings and no others. */
export function startProduct(script: string, settings: Readonly<Record<string, string>>, folder: string): Product {
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('QH_'));
  const child = spawn(process.execPath, [script], {
    cwd: folder,
    env: { ...Object.fromEntries(inherited), ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  const waiting = new Set<() => void>();
  const heard = (chunk: Buffer): void => {
    text += chunk.toString();
    for (const look of waiting) look();
  };
  child.stdout.on('data', heard);
  child.stderr.on('data', heard);
  const ended = new Promise<number | null>((resolve) => {
    child.once('close', (code) => {
      resolve(code);
      for (const look of waiting) look();
    });
  });
  return {
    output: () => text,
    says: (pattern) => found(pattern, () => text, child, waiting),
    signal: (signal) => void child.kill(signal),
    end: (signal) => {
      if (signal !== undefined) child.kill(signal);
      return ended;
    },
  };
}

function found(
  pattern: RegExp,
  text: () => string,
  child: ChildProcess,
  waiting: Set<() => void>,
): Promise<RegExpExecArray> {
  return new Promise((resolve, reject) => {
    const done = (): void => {
      clearTimeout(late);
      waiting.delete(look);
    };
    const fail = (why: string): void => {
      done();
      reject(new Error(`The product ${why} without saying ${String(pattern)}. It said:\n${text()}`));
    };
    const look = (): void => {
      const match = pattern.exec(text());
      if (match) {
        done();
        resolve(match);
      } else if (child.exitCode !== null) fail('ended');
    };
    const late = setTimeout(() => fail('went on'), PATIENCE);
    waiting.add(look);
    look();
  });
}
