import { fromWire, type FeelValue } from '@quanheng/engine';
import type { WireVariables } from './ports/index.js';

/** Values on the wire cannot be read: the message says which and why. */
export class BadVariables extends Error {
  override readonly name = 'BadVariables';
}

/** @throws BadVariables */
export function payloadOf(variables: WireVariables = {}): Readonly<Record<string, FeelValue>> {
  const entries = Object.entries(variables).map(([name, wire]): [string, FeelValue] => {
    const made = fromWire(wire);
    if (made.ok) return [name, made.value];
    throw new BadVariables(`${name}${made.path === '' ? '' : ` at ${made.path}`}: ${made.message}`);
  });
  return Object.fromEntries(entries);
}
