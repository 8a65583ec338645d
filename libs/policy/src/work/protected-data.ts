import { ROOT, toWire, type FeelValue, type InstanceState, type WireValue } from '@quanheng/engine';
import type { PolicyModel } from '../model/index.js';

/** SHA-256, as lower-case hexadecimal. */
export type Digest = (text: string) => string;

/** The protected data as they stand, in one text: names in order, each with its value; what has none is null. */
export function protectedText(model: PolicyModel, signs: readonly string[] | null, flow: InstanceState): string {
  const names = (signs ?? [...model.protectedData.keys()]).toSorted();
  return JSON.stringify(names.map((name) => [name, valueOf(flow, name)]));
}

/** Protected data are variables of the process itself, and of nothing inside it. */
export function valueOf(flow: InstanceState, name: string): WireValue {
  return wired(heldValue(flow, name));
}

/** The same as the engine holds it. */
export function heldValue({ elements }: InstanceState, name: string): FeelValue {
  return elements.get(ROOT)?.variables?.get(name) ?? null;
}

/** @throws Error for a value that the engine could not have kept. */
export function wired(value: FeelValue): WireValue {
  const made = toWire(value);
  if (!made.ok) throw new Error(`a stored value cannot be written: ${made.message}`);
  return made.value;
}
