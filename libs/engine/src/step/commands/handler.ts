import { fromHostNumber } from '../../feel/numbers.js';
import { FeelFunction } from '../../feel/function.js';
import { newContext } from '../../feel/context.js';
import { isContext, isList } from '../../feel/types.js';
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
 * @throws Rejected for what cannot be kept: functions, undefined, infinite numbers.
 */
export function variablesOf(payload: Payload | undefined): Map<string, FeelValue> | null {
  if (payload === undefined) return null;
  const names = Object.keys(payload);
  if (names.length === 0) return null;
  return new Map(names.map((name) => [name, checked(payload[name], name)]));
}

function checked(value: FeelValue | undefined, path: string, depth = 0): FeelValue {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') {
    const number = fromHostNumber(value);
    if (number === null) throw new Rejected('invalid-variables', `${path} is ${value}, which is no number FEEL knows.`);
    return number;
  }
  if (typeof value !== 'object' || value instanceof FeelFunction) {
    throw new Rejected('invalid-variables', `${path} is a ${typeof value}; a variable can only hold data.`);
  }
  if (depth >= MAX_WIRE_DEPTH) throw new Rejected('invalid-variables', `${path} is nested too deep.`);
  if (isList(value)) return value.map((item, index) => checked(item, `${path}[${index + 1}]`, depth + 1));
  if (!isContext(value)) return value;
  const copy = newContext();
  for (const [name, entry] of Object.entries(value)) copy[name] = checked(entry, `${path}.${name}`, depth + 1);
  return copy;
}
