import { randomBytes } from 'node:crypto';
import type { Surroundings } from '@quanheng/runtime/ports';
import type { Log, LogFacts } from '../log.js';

export const REAL: Surroundings = {
  now: Date.now,
  random: (bytes) => randomBytes(bytes),
  sleep: (millis) => new Promise((resolve) => setTimeout(resolve, millis)),
};

/** Keeps what it is told. */
export class MemoryLog implements Log {
  readonly lines: { readonly level: 'warn' | 'error'; readonly message: string; readonly about: LogFacts }[] = [];

  warn(message: string, about: LogFacts): void {
    this.lines.push({ level: 'warn', message, about });
  }

  error(message: string, about: LogFacts): void {
    this.lines.push({ level: 'error', message, about });
  }

  text(): string {
    return this.lines.map(({ message, about }) => `${message} ${JSON.stringify(about)}`).join('\n');
  }
}

/** Resolves when the condition holds. @throws when it does not within so many milliseconds. */
export async function until(what: string, condition: () => boolean, within = 10_000): Promise<void> {
  const end = Date.now() + within;
  while (!condition()) {
    if (Date.now() > end) throw new Error(`After ${within} ms still not: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

export function sleep(millis: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, millis));
}
