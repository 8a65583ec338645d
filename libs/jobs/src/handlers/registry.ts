import type { WireVariables } from '@quanheng/runtime/ports';

/** What a handler is given. */
export interface JobContext {
  readonly unit: string;
  readonly instance: string;
  /** Id of the element instance. */
  readonly job: number;
  readonly process: string;
  /** Key of the element. */
  readonly element: string;
  readonly handler: string;
  readonly businessKey: string | null;
  /** What the element sees, in wire form: exact numbers and dates are objects with `$feel`. */
  readonly variables: WireVariables;
  /** The same at every try of this job, and no other job's: for receivers that must not do it twice. */
  readonly idempotencyKey: string;
  /** From 1. */
  readonly attempt: number;
  /** Aborted when the time is over, the job is gone, or the worker ends. What the handler does after that counts for nothing. */
  readonly signal: AbortSignal;
}

/** Gives the variables that the job leaves. May be called again with the same job: a worker can die between doing and telling. */
export type Handler = (job: JobContext) => WireVariables | undefined | Promise<WireVariables | undefined>;

export interface HandlerOptions {
  /** As `qh:handler` names it. */
  readonly name: string;
  /** What the handler does in the world: `payment`, `contract`, `appointment`, `disposal` and so on. A profile must govern it. */
  readonly effect?: string;
  /** Milliseconds after which it is abandoned; absent: as the dispatcher is set. */
  readonly timeout?: number;
}
export interface RegisteredHandler extends HandlerOptions {
  readonly run: Handler;
}

/** Names that begin so belong to external workers alone. */
export const EXTERNAL_PREFIX = 'external:';
export const MAX_HANDLER_TIMEOUT = 24 * 3_600_000;
const MAX_NAME = 200;

/** The handlers of one process, by name. */
export class HandlerRegistry {
  private readonly handlers = new Map<string, RegisteredHandler>();

  /** @throws Error when the name is taken, is nobody's to take, or an option cannot be. */
  register(options: HandlerOptions, run: Handler): void {
    const { name, effect, timeout } = options;
    if (name.trim() !== name || name === '' || name.length > MAX_NAME) {
      throw new Error(`"${name}" cannot be the name of a handler: 1 to ${MAX_NAME} characters, no blanks around it.`);
    }
    if (name.startsWith(EXTERNAL_PREFIX)) {
      throw new Error(`Handler "${name}" cannot be registered: "${EXTERNAL_PREFIX}" is for external workers.`);
    }
    if (this.handlers.has(name)) throw new Error(`Handler "${name}" is registered twice.`);
    if (timeout !== undefined && !(Number.isSafeInteger(timeout) && timeout >= 1 && timeout <= MAX_HANDLER_TIMEOUT)) {
      throw new Error(
        `The timeout of handler "${name}" must be 1 to ${MAX_HANDLER_TIMEOUT} milliseconds, not ${timeout}.`,
      );
    }
    if (effect !== undefined && !/^[a-z][A-Za-z]*$/.test(effect)) {
      throw new Error(`The effect of handler "${name}" must be a word such as "payment", not "${effect}".`);
    }
    this.handlers.set(name, { ...options, run });
  }

  get(name: string): RegisteredHandler | undefined {
    return this.handlers.get(name);
  }

  names(): readonly string[] {
    return [...this.handlers.keys()];
  }

  /** The effect of each handler that has one: what makes a plain task a controlled act. */
  effects(): ReadonlyMap<string, string> {
    const found = new Map<string, string>();
    for (const { name, effect } of this.handlers.values()) if (effect !== undefined) found.set(name, effect);
    return found;
  }
}
