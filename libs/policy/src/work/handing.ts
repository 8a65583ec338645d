import type { WireVariables } from '../ports/index.js';
import type { DoneAct, Work } from './state.js';

/** Somebody passed an item on to somebody else (转办). */
export interface Passing {
  readonly from: string;
  readonly to: string;
}

/** Through whose hands the item came to the person, the first last. Whoever took it from everybody's box has it from nobody. */
export function passersOf(passed: readonly Passing[], person: string): readonly string[] {
  const reached = new Set([person]);
  for (const each of reached) {
    for (const { from, to } of passed) {
      if (to === each) reached.add(from);
    }
  }
  reached.delete(person);
  return [...reached];
}

/** An item was answered; what it does waits for opinions (后加签). */
export interface HeldAnswer {
  readonly element: number;
  readonly activity: string;
  /** Of the person who answered. */
  readonly by: string;
  readonly outcome?: string;
  readonly variables?: WireVariables;
  /** Of an act of a control: its name, and what was done. */
  readonly act?: string;
  readonly done?: DoneAct;
}

/** Ids of the opinions on an item that are still to be given. */
export function additionsTo({ items }: Pick<Work, 'items'>, item: string): readonly string[] {
  const known = items[item];
  // Most items are never asked about.
  if (known !== undefined && known.asked === undefined) return NONE;
  return Object.entries(items).flatMap(([id, { addition }]) => (addition?.to === item ? [id] : []));
}

const NONE: readonly string[] = [];

/** Answers of an element that wait for an opinion, by the item that was answered. */
export function heldOf({ held = {} }: Pick<Work, 'held'>, element: number): readonly (readonly [string, HeldAnswer])[] {
  return Object.entries(held).filter(([, each]) => each.element === element);
}

/** The last step that a person did, and what can be taken back of it (取回). */
export interface LastStep {
  readonly element: number;
  readonly activity: string;
  readonly by: string;
  /** Ids from here on came of it. */
  readonly since: number;
}
