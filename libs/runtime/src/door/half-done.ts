import type { Answer } from '../ports/index.js';
import type { Batch } from './batch.js';

/** A command hit an assertion when part of what it did was in its batch already: that batch must not be written. */
export class HalfDone extends Error {
  override readonly name = 'HalfDone';

  /** @param instead what is done in its place, in a transaction of its own */
  constructor(
    cause: Error,
    readonly instead: (batch: Batch) => Answer,
  ) {
    super(cause.message, { cause });
  }
}
