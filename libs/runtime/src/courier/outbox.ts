import type { WireVariables } from '../ports/index.js';

/** What the rows of the outbox carry, by their kind. */
export interface OutboxMessage {
  /** Id of the message in the buffer. */
  readonly message: string;
}
export interface OutboxSignal {
  readonly name: string;
  readonly variables: WireVariables;
  /** The thrower, whose own later waiting the signal does not reach. */
  readonly instance?: string;
  readonly before?: number;
}
/** Somebody has begun to wait for such a message: one may be in the buffer already. */
export interface OutboxCollect {
  readonly name: string;
  readonly correlation: string | null;
}
