/** What the auditor looks at, by the promise that is kept or broken. */
export type Check =
  /** Acknowledged commands are in the chains, once. */
  | 'acknowledged'
  /** Chains are complete and every digest is right. */
  | 'chain'
  /** The events give the stored state. */
  | 'replay'
  /** Every token is in a legal place. */
  | 'legal'
  /** Work items, timers, subscriptions, jobs and incidents are those that the state implies. */
  | 'rows'
  /** No message or signal is lost or delivered twice. */
  | 'messages'
  /** The changes of each scope record follow on one another and give what is stored. */
  | 'records'
  /** Nothing that was to be done after a commit was left undone. */
  | 'outbox';

export interface Defect {
  readonly check: Check;
  /** Stream, instance or row. */
  readonly where: string;
  readonly message: string;
}

/** Notes what is wrong in one place. */
export class Notes {
  readonly defects: Defect[] = [];

  constructor(
    private readonly check: Check,
    private readonly where: string,
  ) {}

  add(message: string): void {
    this.defects.push({ check: this.check, where: this.where, message });
  }

  same(what: string, expected: unknown, found: unknown): void {
    if (expected !== found) this.add(`${what} is ${short(found)}, expected ${short(expected)}`);
  }
}

function short(value: unknown): string {
  const text = typeof value === 'string' ? value : ((JSON.stringify(value) as string | undefined) ?? 'undefined');
  return text.length > 300 ? `${text.slice(0, 300)}...` : text;
}

/** Compares rows by key: which are missing, which nobody expects, which differ. */
export function compareRows(
  notes: Notes,
  what: string,
  expected: ReadonlyMap<string, string>,
  found: readonly (readonly [key: string, text: string])[],
): void {
  const seen = new Set<string>();
  for (const [key, text] of found) {
    const wanted = expected.get(key);
    if (seen.has(key)) notes.add(`${what} ${key} is there twice`);
    else if (wanted === undefined) notes.add(`${what} ${key} is there, but nothing implies it: ${text}`);
    else notes.same(`${what} ${key}`, wanted, text);
    seen.add(key);
  }
  for (const [key, text] of expected) {
    if (!seen.has(key)) notes.add(`${what} ${key} is lost: ${text}`);
  }
}
