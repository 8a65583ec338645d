import type { Definition, InstanceState } from '@quanheng/engine';
import { median, SAMPLES } from '../measure.js';
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
  const points = [];
  for (const size of [10, 100, 1_000, 5_000]) {
    const definition = await load(sequence(size - 2)); // and the two events around the tasks
    points.push({ size, cost: costOf(size, () => void start(definition)) });
  }
  return summary('elements', 'µs/element', points);
}

/** Inner instances of a parallel multi-instance of user tasks, each completed in a step of its own. */
async function innerInstances(): Promise<Scaling> {
  const points = [];
  for (const size of [1, 10, 100, 1_000, 10_000]) {
    const definition = await load(multiInstance(size, 'userTask'));
    points.push({ size, cost: costOf(size, () => completeAll(definition)) });
  }
  return summary('innerInstances', 'µs/instance', points);
}

function completeAll(definition: Definition): void {
  let state = start(definition);
  const ids = state.elements.values().flatMap((element) => (element.work === null ? [] : [element.id]));
  for (const id of ids) state = complete(definition, state, id);
  if (state.status !== 'completed') throw new Error('not completed');
}

/** Steps of one instance: a user task completed again and again, cost by thousand. */
async function steps(): Promise<Scaling> {
  const definition = await load(userTaskLoop());
  const perThousand: number[][] = Array.from({ length: 10 }, () => []);
  for (let sample = 0; sample <= SAMPLES; sample++) {
    let state: InstanceState = start(definition);
    for (const costs of perThousand) {
      const begin = performance.now();
      for (let i = 0; i < 1_000; i++) state = complete(definition, state, firstWork(state));
      if (sample > 0) costs.push((performance.now() - begin) * MICROSECONDS);
    }
  }
  const points = perThousand.map((costs, i) => ({ size: (i + 1) * 1_000, cost: median(costs) / 1_000 }));
  return summary('steps', 'µs/step', points);
}

/** Microseconds a unit: the median of several samples, each long enough to be measured. */
function costOf(units: number, work: () => void): number {
  const rounds = Math.max(1, Math.ceil(50_000 / units));
  const timed = (): number => {
    const begin = performance.now();
    for (let i = 0; i < rounds; i++) work();
    return performance.now() - begin;
  };
  timed();
  return (median(Array.from({ length: SAMPLES }, timed)) * MICROSECONDS) / (rounds * units);
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
