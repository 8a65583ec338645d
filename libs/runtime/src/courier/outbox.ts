import type { OutboxRow, WireVariables } from '../ports/index.js';

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
/** A signal that one instance has yet to get, because it was suspended or quarantined when the signal came. Also what a `kept` row carries. */
export interface OutboxKeptSignal extends OutboxSignal {
  /** Id of the row that was to deliver it to everybody. */
  readonly signal: string;
  /** It reaches nobody else, and nothing that the instance began to wait for afterwards. */
  readonly only: string;
}
/** Somebody has begun to wait for such a message: one may be in the buffer already. */
export interface OutboxCollect {
  readonly name: string;
  readonly correlation: string | null;
  /** Key of what waits. */
  readonly element: string;
}

/** Behind all other ids of the outbox, those of one instance together. @see Queries.keptSignals */
export function keptRow(row: OutboxRow, kept: OutboxKeptSignal): OutboxRow {
  return { ...row, id: `kept:${kept.only}:${kept.signal}`, kind: 'kept', payload: JSON.stringify(kept) };
}
