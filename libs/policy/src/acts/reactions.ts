import { NO_REACTION, type Reaction } from '../ports/index.js';

/** What was asked no longer fits the state: nothing is done. `message` in Chinese, with what to do. */
export function conflict(message: string): Reaction {
  return { ...NO_REACTION, misfit: { code: 'conflict', message } };
}

/** What was said makes no sense here. */
export function invalid(message: string): Reaction {
  return { ...NO_REACTION, misfit: { code: 'invalid', message } };
}
