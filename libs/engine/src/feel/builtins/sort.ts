import type { Builtin, BuiltinEnv } from '../builtin.js';
import type { FeelFunction } from '../function.js';
import type { FeelList, FeelValue } from '../values.js';
import { aFunction, define, list, shown } from './define.js';

/**
 * Sorts with an order given as a function, stably (DMN 1.5 §10.3.4.9). Merge sort of our own: the host's sort cannot be
 * stopped when the function fails, and asks for three answers where FEEL gives two.
 */
function sorted(env: BuiltinEnv, items: FeelList, precedes: FeelFunction): FeelList | null {
  let runs: FeelList[] = items.map((item) => [item]);
  while (runs.length > 1) {
    const merged: FeelList[] = [];
    for (let index = 0; index < runs.length; index += 2) {
      const [left, right] = [runs[index] ?? [], runs[index + 1]];
      const run = right ? merge(env, left, right, precedes) : left;
      if (!run) return null;
      merged.push(run);
    }
    runs = merged;
  }
  return runs[0] ?? [];
}

function merge(env: BuiltinEnv, left: FeelList, right: FeelList, precedes: FeelFunction): FeelList | null {
  if (!env.spend(left.length + right.length)) return null;
  const result: FeelValue[] = [];
  let [i, j] = [0, 0];
  while (i < left.length && j < right.length) {
    // Only what precedes strictly overtakes, so that equal elements keep their order.
    const overtakes = precedes.invoke([right[j] ?? null, left[i] ?? null], env);
    if (typeof overtakes !== 'boolean') {
      return env.fail('type', `sort: "precedes" must return a boolean, but returned ${shown(overtakes)}.`);
    }
    result.push((overtakes ? right[j++] : left[i++]) ?? null);
  }
  return [...result, ...left.slice(i), ...right.slice(j)];
}

export const sorting: readonly Builtin[] = [define('sort', [list('list'), aFunction('precedes')], sorted)];
