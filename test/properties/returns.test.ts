import fc from 'fast-check';
import { step, UNBORN, type Command } from '@quanheng/engine';
import { Auditor } from './auditor.js';
import type { ModelSpec } from './blocks.js';
import { RETURN_EXAMPLES } from './examples.js';
import { build } from './models.js';
import { plainSpecs } from './plain-blocks.js';
import { runs, tried } from './runs.js';
import { envAt, EPOCH, START, type Choice } from './walk.js';

/** Completes, returns and broadcasts as `choices` say, then completes everything that is left: the instance must end like any other. */
async function returnAndFinish(spec: ModelSpec, choices: readonly Choice[]): Promise<number> {
  const { model, definition, rendered } = await build(spec, true);
  const auditor = new Auditor(model, rendered.regions);
  let state = UNBORN;
  let returns = 0;
  const give = (command: Command): void => {
    const { events, state: next, rejection } = step(definition, state, command, envAt(EPOCH));
    if (rejection !== undefined) {
      const isUnjust = command.type === 'returnTo' && auditor.mustAcceptReturn(command.from, command.target);
      if (isUnjust || command.type !== 'returnTo') throw new Error(rejection.message);
      return;
    }
    state = next;
    if (command.type === 'returnTo') returns++;
    auditor.step(events, state);
  };

  give(START);
  for (const [pick, a, b] of choices) {
    const waiting = state.elements.values().filter(({ work }) => work !== null);
    const chosen = waiting[pick % Math.max(waiting.length, 1)];
    if (chosen === undefined) break;
    const targets = auditor.completedAround(chosen.id);
    const signal = state.subscriptions.values().find(({ trigger }) => trigger.kind === 'signal')?.trigger;
    if (targets.length > 0 && b % 3 === 0)
      give({ type: 'returnTo', from: chosen.id, target: targets[a % targets.length]! });
    else if (signal?.kind === 'signal' && b % 11 === 1) give({ type: 'broadcastSignal', name: signal.name });
    else give({ type: 'complete', id: chosen.id });
  }
  for (let turn = 0; state.status === 'active'; turn++) {
    const next = state.elements.values().find(({ work }) => work !== null);
    if (next === undefined || turn > 2000)
      throw new Error(
        `stuck after ${returns} returns: ${state.elements
          .values()
          .map(({ element }) => element)
          .join(', ')}`,
      );
    give({ type: 'complete', id: next.id });
  }
  expect(state.status).toBe('completed');
  return returns;
}

describe('work that is returned again and again', () => {
  test('loses no token and makes none up, is refused only for a reason, and ends', async () => {
    let returns = 0;
    const choices = fc.array(fc.tuple(fc.nat(), fc.nat(999), fc.nat(999)), { maxLength: 40, size: 'max' });
    await fc.assert(
      fc.asyncProperty(plainSpecs, choices, async (spec, picks) => {
        returns += await returnAndFinish(spec, picks);
      }),
      { ...tried(500), examples: RETURN_EXAMPLES },
    );
    expect(returns).toBeGreaterThan(runs(500) / 2);
  }, 600_000);
});
