import fc from 'fast-check';
import type { Command, Subscription } from '@quanheng/engine';
import { Auditor } from './auditor.js';
import type { Life } from './life.js';
import { modelSpecs, type ModelSpec } from './blocks.js';
import { SOUND_EXAMPLES } from './examples.js';
import { checkedStep, unplayed } from './checked-step.js';
import { build } from './models.js';
import { tried } from './runs.js';
import { envAt, EPOCH, serve, START } from './walk.js';

/** Waits served in one play at most: far more than any of these small models needs. */
const MAX_SERVED = 3000;

/**
 * Serves every wait, in an order that `choices` selects, until nothing waits. Boundary events and event sub-processes, which need not happen,
 * happen at most `extras` times.
 */
async function serveAll(spec: ModelSpec, choices: readonly number[], extras: number): Promise<void> {
  const tested = await build(spec, true);
  const { model, definition, rendered } = tested;
  const interrupted = new Set<number>();
  const unequal: string[] = [];
  const countJoins = (scope: Life): void => {
    if (interrupted.has(scope.id)) return;
    for (const { split, join } of rendered.inclusiveBlocks) {
      const [splits, joins] = [scope.activations.get(split) ?? 0, scope.activations.get(join) ?? 0];
      if (splits !== joins) unequal.push(`${split} split ${splits} times, ${join} joined ${joins} times`);
    }
  };
  const auditor = new Auditor(model, rendered.regions, countJoins);
  let at = EPOCH;
  let left = extras;
  let played = unplayed(definition);
  const give = (command: Command): void => {
    const { after, result } = checkedStep(played, command, envAt(at));
    expect(result.rejection).toBeUndefined();
    for (const event of result.events) {
      if (event.type !== 'elementActivated') continue;
      const node = definition.nodesByKey.get(event.element);
      if (node?.container?.isEventSubProcess === true && node.container.startEvents[0]?.event?.interrupting === true)
        interrupted.add(event.parent);
    }
    played = after;
    auditor.step(result.events, played.state);
    expect(played.state.incidents).toBe(0);
  };
  const isExtra = ({ element }: Subscription): boolean =>
    ['boundaryEvent', 'startEvent'].includes(definition.nodesByKey.get(element)!.type);

  give(START);
  for (let turn = 0; played.state.status === 'active'; turn++) {
    if (turn > MAX_SERVED) throw new Error('it goes on and on');
    const { elements, subscriptions } = played.state;
    const waits: { readonly command: Command; readonly due?: number; readonly extra: boolean }[] = [];
    for (const { id, work } of elements.values())
      if (work !== null) waits.push({ command: { type: 'complete', id }, extra: false });
    for (const subscription of subscriptions.values()) {
      const { trigger } = subscription;
      const extra = isExtra(subscription);
      if (extra && left === 0) continue;
      waits.push({
        command: serve(subscription, turn),
        extra,
        ...(trigger.kind === 'timer' ? { due: trigger.due } : {}),
      });
    }
    const chosen = waits[(choices[turn % Math.max(choices.length, 1)] ?? 0) % Math.max(waits.length, 1)];
    if (chosen === undefined)
      throw new Error(
        `deadlock: ${elements
          .values()
          .map(({ element }) => element)
          .join(', ')}`,
      );
    if (chosen.extra) left--;
    at = Math.max(at, chosen.due ?? at);
    give(chosen.command);
  }
  expect(played.state.status).toBe('completed');
  expect(unequal).toEqual([]);
}

describe('structured models whose every wait is served', () => {
  test('complete, without an incident, and each inclusive join fires once for each time its block is entered', async () => {
    await fc.assert(
      fc.asyncProperty(
        modelSpecs(true),
        fc.array(fc.nat(), { minLength: 1, maxLength: 40, size: 'max' }),
        fc.nat(12),
        serveAll,
      ),
      { ...tried(250), examples: SOUND_EXAMPLES },
    );
  }, 600_000);
});
