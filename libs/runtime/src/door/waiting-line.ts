import type { Envelope } from '../ports/index.js';
import type { Plan } from './batch.js';

/** What the line asks of a command. */
export interface Waiting {
  readonly envelope: Pick<Envelope, 'unit'>;
  readonly plan: Pick<Plan, 'stream' | 'alone'>;
}

/** Commands looked at for one transaction: what waits behind more of them, all of which wait for others, waits with them. */
const MOST_LOOKED_AT = 1_024;

/**
 * Commands that wait for a transaction, the oldest first. Commands of one stream are carried out in the order they came: while some of them are in a
 * transaction the others stay here, and none goes before another that had to stay.
 */
export class WaitingLine<W extends Waiting> {
  private line: W[] = [];
  /** Streams of the transactions under way. */
  private readonly busy = new Set<string>();

  get length(): number {
    return this.line.length;
  }

  get first(): W | undefined {
    return this.line[0];
  }

  add(one: W): void {
    this.line.push(one);
  }

  /** The oldest that may share a transaction, `most` of them at most: one unit, and none that must be alone. Their streams are busy until `done`. */
  take(most: number): W[] {
    const taken: W[] = [];
    const left: W[] = [];
    const passed = new Set<string>();
    let looked = 0;
    for (; looked < this.line.length && looked < MOST_LOOKED_AT && taken.length < most; looked++) {
      const one = this.line[looked] as W;
      const { stream } = one.plan;
      if (!this.busy.has(stream) && !passed.has(stream) && sharesWith(taken[0], one)) taken.push(one);
      else {
        left.push(one);
        passed.add(stream);
      }
    }
    if (taken.length > 0) this.line = [...left, ...this.line.slice(looked)];
    for (const { plan } of taken) this.busy.add(plan.stream);
    return taken;
  }

  done(taken: readonly W[]): void {
    for (const { plan } of taken) this.busy.delete(plan.stream);
  }
}

function sharesWith(first: Waiting | undefined, one: Waiting): boolean {
  if (first === undefined) return true;
  return one.envelope.unit === first.envelope.unit && one.plan.alone !== true && first.plan.alone !== true;
}
