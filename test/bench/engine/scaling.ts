import type { Definition, InstanceState } from '@quanheng/engine';
import { median } from '../measure.js';
import { multiInstance, sequence, userTaskLoop } from './models.js';
import { complete, firstWork, load, start } from './ours.js';

/**
 * How the cost of one unit changes with the size: whole runs, divided by the number of units. `growth` is the largest factor by which the cost
 * rises from one size to any larger one; 1 when it never does.
 */
export interface Scaling {
  readonly name: string;
  readonly unit: string;
  readonly points: readonly { readonly size: number; readonly cost: number }[];
  readonly growth: number;
}

const MICROSECONDS = 1000;

export async function scaling(): Promise<Scaling[]> {
  return [await elements(), await innerInstances(), await steps()];
}

/** Flow nodes of one process in sequence, run through in one step. */
async function elements(): Promise<Scaling> {
  const runs = [];
  for (const size of [10, 100, 1_000, 5_000]) {
    const definition = await load(sequence(size - 2)); // and the two events around the tasks
    runs.push({ size, work: () => void start(definition) });
  }
  return summary('elements', 'µs/element', costsOf(runs));
}

/** Inner instances of a parallel multi-instance of user tasks, each completed in a step of its own. */
async function innerInstances(): Promise<Scaling> {
  const runs = [];
  for (const size of [1, 10, 100, 1_000, 10_000]) {
    const definition = await load(multiInstance(size, 'userTask'));
    runs.push({ size, work: () => completeAll(definition) });
  }
  return summary('innerInstances', 'µs/instance', costsOf(runs));
}

function completeAll(definition: Definition): void {
  let state = start(definition);
  const ids = state.elements.values().flatMap((element) => (element.work === null ? [] : [element.id]));
  for (const id of ids) state = complete(definition, state, id);
  if (state.status !== 'completed') throw new Error('not completed');
}

/** Steps of one instance: a user task completed again and again; what a step costs after so many. */
async function steps(): Promise<Scaling> {
  const definition = await load(userTaskLoop());
  const after = [2_000, 4_000, 6_000, 8_000, 10_000];
  const costs: number[][] = after.map(() => []);
  for (let sample = 0; sample <= ROUNDS; sample++) {
    let state: InstanceState = start(definition);
    for (const seen of costs) {
      const begin = performance.now();
      for (let i = 0; i < 2_000; i++) state = complete(definition, state, firstWork(state));
      if (sample > 0) seen.push((performance.now() - begin) * MICROSECONDS);
    }
  }
  const points = after.map((size, i) => ({ size, cost: median(costs[i] ?? []) / 2_000 }));
  return summary('steps', 'µs/step', points);
}

interface SizedRun {
  readonly size: number;
  readonly work: () => void;
}

/** Samples of each size. The sizes take turns, so a noisy moment hits them all. */
const ROUNDS = 11;

/** Microseconds a unit for each size: medians of samples that are long enough to be measured. */
function costsOf(runs: readonly SizedRun[]): { size: number; cost: number }[] {
  const costs: number[][] = runs.map(() => []);
  for (let round = 0; round <= ROUNDS; round++) {
    runs.forEach(({ size, work }, i) => {
      const repeats = Math.max(1, Math.ceil(30_000 / size));
      const begin = performance.now();
      for (let repeat = 0; repeat < repeats; repeat++) work();
      const cost = ((performance.now() - begin) * MICROSECONDS) / (repeats * size);
      if (round > 0) costs[i]?.push(cost);
    });
  }
  return runs.map(({ size }, i) => ({ size, cost: median(costs[i] ?? []) }));
}

function summary(name: string, unit: string, points: readonly { size: number; cost: number }[]): Scaling {
  let growth = 1;
  let cheapest = Infinity;
  for (const { cost } of points) {
    growth = Math.max(growth, cost / cheapest);
    cheapest = Math.min(cheapest, cost);
  }
  return { name, unit, points, growth };
}
