import type { Policy } from '@quanheng/policy';

/** How long the policy worked since it was last asked, in microseconds. */
export class Stopwatch {
  private spent = 0;

  reset(): number {
    const { spent } = this;
    this.spent = 0;
    return spent * 1_000;
  }

  over(policy: Policy): Policy {
    const timed =
      <A extends unknown[], R>(work: (...args: A) => R) =>
      (...args: A): R => {
        const begin = performance.now();
        const result = work(...args);
        this.spent += performance.now() - begin;
        return result;
      };
    return {
      ...policy,
      deadlines: timed((work) => policy.deadlines(work)),
      concerned: timed((work) => policy.concerned(work)),
      scopes: timed((request) => policy.scopes(request)),
      authorise: timed((request) => policy.authorise(request)),
      react: timed((request, stimulus) => policy.react(request, stimulus)),
      admit: timed((request, done) => policy.admit(request, done)),
      apply: timed((work, event) => policy.apply(work, event)),
    };
  }
}

/** Microseconds by name. */
export class Times {
  private readonly micros = new Map<string, number[]>();

  take(name: string, spent: number): void {
    const known = this.micros.get(name);
    if (known === undefined) this.micros.set(name, [spent]);
    else known.push(spent);
  }

  quantile(name: string, share: number): number {
    const sorted = [...(this.micros.get(name) ?? [])].sort((one, other) => one - other);
    return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
  }
}
