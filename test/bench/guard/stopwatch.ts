import type { Policy } from '@quanheng/policy';

/** Microseconds. */
export interface Spent {
  /** To say yes or no: `authorise` and `admit` (architecture §4). */
  readonly guard: number;
  /** The same, and everything else that the policy does for a command. */
  readonly policy: number;
}

/** How long the policy worked since it was last asked. */
export class Stopwatch {
  private guard = 0;
  private others = 0;

  reset(): Spent {
    const { guard, others } = this;
    this.guard = 0;
    this.others = 0;
    return { guard: guard * 1_000, policy: (guard + others) * 1_000 };
  }

  over(policy: Policy): Policy {
    const guarding = timed((millis) => (this.guard += millis));
    const working = timed((millis) => (this.others += millis));
    const grounds = guarding((request: Parameters<Policy['authorise']>[0]) => policy.authorise(request));
    return {
      ...policy,
      deadlines: working((work) => policy.deadlines(work)),
      concerned: working((work) => policy.concerned(work)),
      scopes: working((request) => policy.scopes(request)),
      // Who is refused is told why once it is refused.
      authorise: (request) =>
        grounds(request).map((each) => ('word' in each ? { ...each, word: working(each.word) } : each)),
      react: working((request, stimulus) => policy.react(request, stimulus)),
      admit: guarding((request, done) => policy.admit(request, done)),
      apply: working((work, event) => policy.apply(work, event)),
    };
  }
}

function timed(add: (millis: number) => void) {
  return <A extends unknown[], R>(work: (...args: A) => R) =>
    (...args: A): R => {
      const begin = performance.now();
      const result = work(...args);
      add(performance.now() - begin);
      return result;
    };
}

/** What each command took, by its name. */
export class Times {
  private readonly all = new Map<string, Spent[]>();

  take(name: string, spent: Spent): void {
    const known = this.all.get(name);
    if (known === undefined) this.all.set(name, [spent]);
    else known.push(spent);
  }

  quantile(name: string, of: keyof Spent, share: number): number {
    const sorted = (this.all.get(name) ?? []).map((spent) => spent[of]).sort((one, other) => one - other);
    return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
  }
}
