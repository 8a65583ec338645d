import type { LocatedFinding } from '@quanheng/engine';
import { parsedJson } from '../json.js';
import { readBytes } from './files.js';
import { inputFault } from './inputs.js';

export type Reading<T> = { readonly value: T } | { readonly faults: readonly LocatedFinding[] };

/** @param what the file is meant to be; part of the code of what is wrong */
export function jsonOf(path: string, what: string): Reading<unknown> {
  const reading = readBytes(path);
  if (!reading.ok) return { faults: [inputFault(path, 'file-unreadable', reading.message)] };
  try {
    return { value: parsedJson(reading.bytes) };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { faults: [inputFault(path, `${what}-syntax`, `Not JSON in UTF-8: ${why}.`)] };
  }
}
