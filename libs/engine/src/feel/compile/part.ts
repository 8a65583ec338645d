import type { FeelEnv, FeelScope } from '../api.js';
import type { FeelValue } from '../values.js';
import { Frame } from './frame.js';

export type Run = (frame: Frame) => FeelValue;

/** A compiled piece of an expression. */
export interface Part {
  readonly run: Run;
  /** The value, where it is known already. */
  readonly constant?: FeelValue;
  /** Whether the value can only be true, false or null. */
  readonly truth?: boolean;
}

const NOWHERE: FeelScope = { get: () => undefined };

export function constantPart(value: FeelValue): Part {
  return { run: () => value, constant: value, truth: typeof value === 'boolean' };
}

/** Runs the part now if all it depends on is constant. What would report a problem waits for the evaluation to do so. */
export function foldPart(source: string, inputs: readonly Part[], part: Part): Part {
  if (inputs.some((input) => input.constant === undefined)) return part;
  let problems = 0;
  const env: FeelEnv = { at: 0, zone: 'Z', report: () => problems++ };
  const value = part.run(new Frame(source, NOWHERE, env, []));
  return problems === 0 ? { ...constantPart(value), truth: part.truth ?? false } : part;
}
