import { inspect } from 'node:util';

const SHOWN = '[secret]';

/** A value that shows itself to nobody who prints, logs or serialises it. */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  /** The value, for whoever it is meant for. Never put it into a message. */
  reveal(): string {
    return this.#value;
  }

  toString(): string {
    return SHOWN;
  }
  toJSON(): string {
    return SHOWN;
  }
  [inspect.custom](): string {
    return SHOWN;
  }
}
