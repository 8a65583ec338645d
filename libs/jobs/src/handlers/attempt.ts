import type { WireVariables } from '@quanheng/runtime/ports';
import { messageOf } from '../log.js';
import { BpmnError, HopelessFailure, TryLater } from './errors.js';
import type { JobContext, RegisteredHandler } from './registry.js';

/** How a handler's work ended. */
export type Outcome =
  | { readonly kind: 'done'; readonly variables: WireVariables }
  | { readonly kind: 'error'; readonly code: string; readonly variables: WireVariables }
  /** `after`: when to try again, if the handler knows; `hopeless`: never. */
  | { readonly kind: 'failed'; readonly message: string; readonly after?: number; readonly hopeless?: boolean }
  /** Its lease was lost, or the worker ends: not a failure of the work. */
  | { readonly kind: 'abandoned' };

/** Why an attempt was cut short, as the reason of its signal. */
export class Overrun extends Error {
  override readonly name = 'Overrun';
}
export class Abandoned extends Error {
  override readonly name = 'Abandoned';
}

/** Longest message that is kept of a failure. */
export const MAX_MESSAGE = 2_000;

/** Lets a handler work until it ends, its time is over or `control` is aborted, whichever is first. Never rejects. */
export async function attempt(
  { name, run }: RegisteredHandler,
  context: JobContext,
  timeout: number,
  control: AbortController,
): Promise<Outcome> {
  const overrun = setTimeout(() => {
    control.abort(new Overrun(`Handler "${name}" did not end within ${timeout} ms.`));
  }, timeout);
  const stopped = whenAborted(control.signal);
  try {
    const given = await Promise.race([Promise.resolve().then(() => run(context)), stopped.promise]);
    return resultOf(name, given);
  } catch (error) {
    return outcomeOf(error);
  } finally {
    clearTimeout(overrun);
    stopped.forget();
  }
}

/** Rejects with the signal's reason. The loser of the race rejects unheard. */
function whenAborted(signal: AbortSignal): { readonly promise: Promise<never>; forget(): void } {
  let listener = (): void => undefined;
  const promise = new Promise<never>((_, reject) => {
    listener = () => {
      reject(signal.reason instanceof Error ? signal.reason : new Abandoned(messageOf(signal.reason)));
    };
    if (signal.aborted) listener();
    else signal.addEventListener('abort', listener);
  });
  return { promise, forget: () => signal.removeEventListener('abort', listener) };
}

function resultOf(name: string, given: unknown): Outcome {
  if (given === undefined || given === null) return { kind: 'done', variables: {} };
  if (typeof given !== 'object' || Array.isArray(given)) {
    const type = Array.isArray(given) ? 'a list' : typeof given;
    return failed(`Handler "${name}" must return an object of variables or nothing, not ${type}.`, { hopeless: true });
  }
  return { kind: 'done', variables: given as WireVariables };
}

function outcomeOf(error: unknown): Outcome {
  if (error instanceof BpmnError) return { kind: 'error', code: error.code, variables: error.variables };
  if (error instanceof Abandoned) return { kind: 'abandoned' };
  if (error instanceof TryLater) return failed(error.message, { after: error.after });
  if (error instanceof HopelessFailure) return failed(error.message, { hopeless: true });
  return failed(messageOf(error));
}

function failed(message: string, more: { readonly after?: number; readonly hopeless?: boolean } = {}): Outcome {
  return { kind: 'failed', message: shorten(message === '' ? 'failed without a message' : message), ...more };
}

export function shorten(message: string): string {
  return message.length <= MAX_MESSAGE ? message : `${message.slice(0, MAX_MESSAGE - 1)}…`;
}
