import type { Answer } from './answer.js';
import type { Envelope } from '@quanheng/policy/ports';

/** The one door. */
export interface Door {
  /**
   * Carries out a command, or says why not. Resolves when everything it did is durable.
   * @throws StoreUnavailable when it cannot be told whether it was carried out; with an idempotency key it can be asked again.
   */
  execute(envelope: Envelope): Promise<Answer>;
  /** The same question without doing it: what `execute` would answer now. Writes nothing, draws no number, leaves no entry. */
  ask(envelope: Envelope): Promise<Answer>;
}
