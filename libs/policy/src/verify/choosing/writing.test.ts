import { EventNames } from '@quanheng/engine';
import fc from 'fast-check';
import { isStuck, play } from '../confirm.js';
import { prove } from '../index.js';
import { BUDGET, drawn, SEEDS, thrice } from './testing/deciding.js';

test('what is proved sound never stands still, whoever asks, whatever is written beside, and whenever', async () => {
  // Few enough that the same is often asked again.
  const asked = fc.constantFrom('amount > 1', 'amount <= 1', 'amount > 2');
  const beside = fc.constantFrom(
    '<userTask id="L"/>',
    '<userTask id="L" qh:writes="amount"/>',
    '<userTask id="L" qh:writes="amount"><standardLoopCharacteristics><loopCondition>more</loopCondition></standardLoopCharacteristics></userTask>',
  );
  const moves = fc.array(fc.tuple(fc.constantFrom('L', 'L', 'W1', 'W2'), fc.integer({ min: -1, max: 5 })), {
    minLength: 4,
    maxLength: 8,
  });
  const count = { proved: 0, stuck: 0 };
  await fc.assert(
    fc.asyncProperty(
      fc.tuple(asked, asked, asked, beside, fc.boolean()),
      fc.array(fc.tuple(fc.integer({ min: -1, max: 5 }), moves), { minLength: 30, maxLength: 30 }),
      async ([first, second, third, task, isByTask], plays) => {
        const byGateway = thrice(task)
          .replace(/(id="G1_W1".*?CDATA\[)[^\]]*/, `$1${first}`)
          .replace(/(id="G2_N".*?CDATA\[)[^\]]*/, `$1${second}`)
          .replace(/(id="G3_P".*?CDATA\[)[^\]]*/, `$1${third}`);
        const xml = isByTask
          ? byGateway
              .replace('<exclusiveGateway id="G2" default="G2_W2"/>', '')
              .replace('<userTask id="W1"/>', '<userTask id="W1" default="G2_W2"/>')
              .replace(/<sequenceFlow id="W1_G2".*?<\/sequenceFlow>/, '')
              .replaceAll('sourceRef="G2"', 'sourceRef="W1"')
          : byGateway;
        const { definition, models } = await drawn(xml);
        const { sound } = prove({ definition, models }, BUDGET);
        const names = new EventNames(definition, [...models.values()]);
        const world = { definition, models, defaultProcess: 'P', names };
        const behaviours = Object.fromEntries(['Fill', 'W1', 'W2', 'L'].map((id) => [id, { wait: true }]));
        const stuck = plays.filter(([amount, tried]) => {
          const steps: object[] = [{ complete: 'Fill', variables: { amount, more: true } }];
          for (const [id, value] of tried) {
            const variables = id === 'L' && task.includes('writes') ? { amount: value } : {};
            const next = {
              complete: id,
              variables: { ...variables, ...(id === 'L' ? { more: steps.length < 4 } : {}) },
            };
            // What is not waiting cannot be done.
            const { waiting } = play(world, { process: 'P', variables: {}, behaviours, steps } as never);
            if (waiting.includes(id)) steps.push(next);
          }
          return isStuck(play(world, { process: 'P', variables: {}, behaviours, steps } as never), world);
        });
        if (stuck.length > 0) count.stuck++;
        if (sound === true) count.proved++;
        expect([xml, sound === true && stuck.length > 0]).toEqual([xml, false]);
      },
    ),
    { numRuns: SEEDS, seed: 20261123 },
  );
  expect(Math.min(count.proved, count.stuck)).toBeGreaterThan(SEEDS / 20);
});
