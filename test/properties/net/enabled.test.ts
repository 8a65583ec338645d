import fc from 'fast-check';
import {
  netOf,
  step,
  type Command,
  type Definition,
  type ElementInstance,
  type InstanceState,
  type Net,
  type Transition,
} from '@quanheng/engine';
import type { ModelSpec } from '../blocks.js';
import { build } from '../models.js';
import { plainSpecs } from '../plain-blocks.js';
import { runs, tried } from '../runs.js';
import { envAt, serve, type Choice } from '../walk.js';
import type { Marking } from './marking.js';
import { pathOf, samePath } from './paths.js';
import { changed } from './changed.js';
import { play, type Seen } from './play.js';

/** Where everything waits, what the net says can happen is what the engine does when it is asked to. */
class Doing {
  done = 0;

  constructor(
    private readonly definition: Definition,
    private readonly net: Net,
  ) {}

  check(state: InstanceState, marking: Marking, at: number): void {
    if (state.incidents > 0 || state.status !== 'active') return;
    const faults: string[] = [];
    for (const transition of this.net.transitions) {
      if (!marking.isEnabled(transition)) continue;
      for (const command of this.commands(transition, state, marking)) {
        if (command === null) {
          faults.push(`${nameOf(transition)}: nothing in the instance waits for it`);
          continue;
        }
        const { rejection } = step(this.definition, state, command, envAt(at + HOUR * 10));
        if (rejection === undefined) this.done++;
        else faults.push(`${nameOf(transition)}: ${rejection.message}`);
      }
    }
    expect(faults).toEqual([]);
  }

  /** How the engine is asked to do it; null: it cannot be asked. */
  private commands(transition: Transition, state: InstanceState, marking: Marking): (Command | null)[] {
    const { action, node, path, target } = transition;
    const waiting = state.elements
      .values()
      .filter((instance) => instance.work !== null && this.isAt(state, instance, node.key, path));
    switch (action) {
      case 'complete':
        return waiting.length === 0
          ? [null]
          : waiting.map(({ id }) => ({ type: 'complete', id, ...outcomeOf(transition) }));
      case 'trigger': {
        const awaited = state.subscriptions.values().filter(({ element }) => element === target?.key);
        const [found] = awaited.filter(({ owner }) => {
          const instance = state.elements.get(owner)!;
          return instance.element === node.key && samePath(pathOf(this.definition, state, instance), path);
        });
        return [found === undefined ? null : serve(found, 0)];
      }
      case 'return': {
        const places = [...(transition.some ?? []), ...transition.read].filter((place) => marking.has(place));
        const open = places.map((place) => this.net.places[place]!).filter(({ role }) => role === 'open');
        const from = state.elements
          .values()
          .filter((instance) => instance.work !== null && this.permits(instance, node.key))
          .filter((instance) => open.some((place) => this.isAt(state, instance, place.node!.key, place.path)));
        return from.map(({ id }) => ({ type: 'returnTo', from: id, target: target!.key }));
      }
      default:
        return [null];
    }
  }

  /** Who returns: the activity itself, or any below the scope. */
  private permits(instance: ElementInstance, acting: string): boolean {
    const node = this.definition.nodesByKey.get(acting)!;
    return node.container !== null || instance.element === acting;
  }

  private isAt(state: InstanceState, instance: ElementInstance, key: string, path: readonly string[]): boolean {
    return instance.element === key && samePath(pathOf(this.definition, state, instance), path);
  }
}

function outcomeOf({ outcome }: Transition): { outcome?: string } {
  return outcome === null ? {} : { outcome };
}

const HOUR = 3_600_000;

function nameOf({ action, node, target, path }: Transition): string {
  return `${action} ${[...path, node.key].join('/')} ${target?.key ?? ''}`;
}

let done = 0;

async function compare(spec: ModelSpec, moves: readonly Choice[], change = (net: Net): Net => net): Promise<void> {
  const tested = await build(spec, true);
  const net = change(netOf(tested.definition));
  const doing = new Doing(tested.definition, net);
  const seen: Seen = { models: 0, gaps: 0, steps: 0, outside: new Map() };
  const look = (state: InstanceState, marking: Marking, at: number): void => doing.check(state, marking, at);
  play(tested, net, moves, seen, look);
  done += doing.done;
}

const choices = fc.array(fc.tuple(fc.nat(), fc.nat(999), fc.nat(999)), { maxLength: 15, size: 'max' });

describe('what the net can do in a marking that was reached', () => {
  test('the engine does', async () => {
    await fc.assert(
      fc.asyncProperty(plainSpecs, choices, (spec, moves) => compare(spec, moves)),
      tried(150),
    );
    expect(done).toBeGreaterThan(runs(500));
  }, 600_000);

  test.each<[string, (transition: Transition, net: Net) => Partial<Transition>]>([
    ['asks for no token', () => ({ some: null })],
    ['asks for nothing to be empty', () => ({ empty: [] })],
    [
      'forgets to ask what was completed',
      ({ read }, net) => ({ read: read.filter((place) => net.places[place]?.role !== 'completed') }),
    ],
  ])('is more than that when the net %s, and that is noticed', async (_, change) => {
    const changeNet = (net: Net): Net => ({
      ...net,
      transitions: net.transitions.map((transition) => changed(transition, change(transition, net))),
    });
    const samples = fc.sample(fc.tuple(plainSpecs, choices), { numRuns: 100, seed: 3 });
    const isNoticed = async (): Promise<boolean> => {
      for (const [spec, moves] of samples) {
        try {
          await compare(spec, moves, changeNet);
        } catch {
          return true;
        }
      }
      return false;
    };
    expect(await isNoticed()).toBe(true);
  });
});
