import { deskOperations } from '@quanheng/contracts';
import { call } from '../../api/client.js';

/** The server names no more at once. */
const MOST = 200;

interface Waiting {
  readonly key: string;
  readonly told: (name: string | null) => void;
  readonly failed: (error: unknown) => void;
}
let waiting: Waiting[] = [];

/** What the organisation calls that key; null: it does not know it. Whatever is asked in the same moment goes into one request. */
export function nameOf(key: string): Promise<string | null> {
  return new Promise((told, failed) => {
    waiting.push({ key, told, failed });
    if (waiting.length === 1) setTimeout(askAll);
  });
}

function askAll(): void {
  const all = waiting;
  waiting = [];
  for (let from = 0; from < all.length; from += MOST) void ask(all.slice(from, from + MOST));
}

async function ask(some: readonly Waiting[]): Promise<void> {
  try {
    const { names } = await call(deskOperations.readNames, { query: { of: some.map(({ key }) => key).join(',') } });
    for (const { key, told } of some) told(names[key] ?? null);
  } catch (error) {
    for (const { failed } of some) failed(error);
  }
}
