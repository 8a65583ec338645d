import { fromHostNumber, isNumber, normalise } from '../../feel/numbers.js';
import { FeelFunction } from '../../feel/function.js';
import { newContext } from '../../feel/context.js';
import { FeelRange } from '../../feel/range.js';
import { isList, isTemporal } from '../../feel/types.js';
import type { FeelValue } from '../../feel/values.js';
import { MAX_WIRE_DEPTH } from '../../feel/wire.js';
import type { ElementInstance, Work } from '../../state/state.js';
import type { Payload, Rejection, RejectionCode } from '../commands.js';
import type { Run } from '../run.js';

/** Thrown by command handlers before they have emitted anything: the command does not fit the state. */
export class Rejected extends Error {
  override readonly name = 'Rejected';
  readonly rejection: Rejection;

  constructor(code: RejectionCode, message: string, elementId?: string) {
    super(message);
    this.rejection = elementId === undefined ? { code, message } : { code, message, elementId };
  }
}

/** The element instance a command names, with open work. */
export function waitingInstance(run: Run, id: number): ElementInstance & { work: Work } {
  const instance = run.draft.elements.get(id);
  if (instance === undefined) {
    throw new Rejected(
      'not-waiting',
      `There is no element instance ${id}: it was completed or cancelled, or never existed.`,
    );
  }
  if (instance.incident !== null) {
    throw new Rejected('not-waiting', `${instance.element} has an incident; resolve it first.`, instance.element);
  }
  if (instance.work === null) {
    throw new Rejected('not-waiting', `${instance.element} waits for no work.`, instance.element);
  }
  return run.instance(id) as ElementInstance & { work: Work };
}

/**
 * A payload as variables. Numbers of the host become exact ones.
 * @throws Rejected for what cannot be kept: functions, undefined, infinite numbers, objects of foreign classes.
 */
export function variablesOf(payload: Payload | undefined): Map<string, FeelValue> | null {
  if (payload === undefined) return null;
  const names = Object.keys(payload);
  if (names.length === 0) return null;
  return new Map(names.map((name) => [name, checked(payload[name], name)]));
}

/** `value` is what the caller passed, which need not be what its type says. */
function checked(value: FeelValue | undefined, path: string, depth = 0): FeelValue {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (isNumber(value)) {
    const number = typeof value === 'number' ? fromHostNumber(value) : normalise(value);
    if (number === null) throw unkept(path, `${String(value)}, which is no number FEEL knows`);
    return number;
  }
  if (typeof value !== 'object' || value instanceof FeelFunction) {
    throw unkept(path, `a ${typeof value}; a variable can only hold data`);
  }
  if (depth >= MAX_WIRE_DEPTH) throw unkept(path, 'nested too deep');
  // Not `map`, which would leave out the holes of a sparse array.
  if (isList(value)) return Array.from(value, (item, index) => checked(item, `${path}[${index + 1}]`, depth + 1));
  if (isTemporal(value)) return value;
  if (value instanceof FeelRange) {
    const [start, end] = [checked(value.start, path, depth + 1), checked(value.end, path, depth + 1)];
    return new FeelRange(start, value.startIncluded, end, value.endIncluded);
  }
  if (!isPlain(value)) {
    throw unkept(path, 'an object of a class that FEEL does not know; pass plain data');
  }
  const copy = newContext();
  for (const [name, entry] of Object.entries(value)) copy[name] = checked(entry, `${path}.${name}`, depth + 1);
  return copy;
}

/** No prototype, or that of object literals, of whichever realm. */
function isPlain(value: object): boolean {
  const prototype = Object.getPrototypeOf(value) as object | null;
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function unkept(path: string, what: string): Rejected {
  return new Rejected('invalid-variables', `${path} is ${what}.`);
}
