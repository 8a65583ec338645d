import { toPlainJson, type WireValue as PlainJson } from '../feel/wire.js';
import type { Expectation, SimulationOutcome } from './scenario.js';

/** What the world has come to, in the terms of an expectation. */
export interface Actual {
  readonly result: SimulationOutcome;
  readonly variables: { readonly [name: string]: PlainJson };
  readonly waiting: readonly string[];
  /** Ids in the order of activation and of completion. */
  readonly activated: readonly string[];
  readonly completed: readonly string[];
  /** Headlines of what was refused, in order. */
  readonly refusals: readonly string[];
}

/** Everything in which the world is not as expected, as sentences; empty when all is met. */
export function compareWith(expected: Expectation, actual: Actual): string[] {
  const unmet: string[] = [];
  if (expected.result !== null && expected.result !== actual.result) {
    unmet.push(`result: expected ${expected.result}, was ${actual.result}`);
  }
  if (expected.completed !== null) unmet.push(...compareMultisets('completed', expected.completed, actual.completed));
  if (expected.waiting !== null) unmet.push(...compareMultisets('waiting', expected.waiting, actual.waiting));
  if (expected.refusals !== null && expected.refusals.join(' ') !== actual.refusals.join(' ')) {
    unmet.push(`refusals: expected ${listed(expected.refusals)}, was ${listed(actual.refusals)}`);
  }
  if (expected.path !== null) unmet.push(...comparePath(expected.path, actual));
  if (expected.variables !== null) {
    for (const [name, value] of Object.entries(expected.variables)) {
      const found = Object.hasOwn(actual.variables, name) ? actual.variables[name] : undefined;
      unmet.push(...compareValue(`variables.${name}`, toPlainJson(value), found));
    }
  }
  return unmet;
}

function listed(codes: readonly string[]): string {
  return codes.length === 0 ? 'none' : codes.join(', ');
}

function compareMultisets(what: string, expected: readonly string[], actual: readonly string[]): string[] {
  const surplus = new Map<string, number>();
  for (const id of actual) surplus.set(id, (surplus.get(id) ?? 0) + 1);
  for (const id of expected) surplus.set(id, (surplus.get(id) ?? 0) - 1);
  return [...surplus].flatMap(([id, count]) => {
    if (count === 0) return [];
    const times = (list: readonly string[]) => list.filter((other) => other === id).length;
    return [`${what}: expected ${id} ${times(expected)} times, was ${times(actual)} times`];
  });
}

/** In the order in which the elements were activated, or in that in which they were completed: parallel branches may differ. */
function comparePath(expected: readonly string[], { activated, completed }: Actual): string[] {
  const reached = Math.max(matched(expected, activated), matched(expected, completed));
  const missing = expected[reached];
  if (missing === undefined) return [];
  const before = reached === 0 ? 'at the beginning' : `after ${expected.slice(0, reached).join(', ')}`;
  return [`path: expected ${missing} ${before}, was ${shortened(activated)}`];
}

/** How many of `expected` occur in `actual` in this order. */
function matched(expected: readonly string[], actual: readonly string[]): number {
  let reached = 0;
  for (const id of actual) if (id === expected[reached]) reached++;
  return reached;
}

function compareValue(path: string, expected: PlainJson, actual: PlainJson | undefined): string[] {
  if (isObject(expected) && actual !== undefined && isObject(actual)) {
    return Object.entries(expected).flatMap(([name, value]) =>
      compareValue(`${path}.${name}`, value, Object.hasOwn(actual, name) ? actual[name] : undefined),
    );
  }
  if (isList(expected) && isList(actual) && expected.length === actual.length) {
    return expected.flatMap((item, index) => compareValue(`${path}[${index}]`, item, actual[index]));
  }
  if (actual !== undefined && !isCompound(expected) && expected === actual) return [];
  return [
    `${path}: expected ${JSON.stringify(expected)}, was ${actual === undefined ? 'not set' : JSON.stringify(actual)}`,
  ];
}

function isList(value: PlainJson | undefined): value is readonly PlainJson[] {
  return Array.isArray(value);
}

function isObject(value: PlainJson): value is { readonly [name: string]: PlainJson } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isCompound(value: PlainJson): boolean {
  return typeof value === 'object' && value !== null;
}

function shortened(ids: readonly string[]): string {
  const shown = ids.slice(0, 50).join(', ');
  return ids.length > 50 ? `${shown}, and ${ids.length - 50} more` : shown === '' ? 'empty' : shown;
}
