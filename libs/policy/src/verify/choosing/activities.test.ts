import { EventNames } from '@quanheng/engine';
import fc from 'fast-check';
import { play } from '../confirm.js';
import { prove } from '../index.js';
import { BUDGET, byTask, codes, drawing, drawn, proofOf, thrice, twice } from './testing/deciding.js';

test.each([
  ['a gateway', (xml: string) => xml],
  ['the activity that writes it', byTask],
])(
  'with limits drawn at random, the first of them asked by %s, it is refuted exactly where some amount brings the engine to a standstill',
  async (_who, asked) => {
    const condition = fc
      .tuple(fc.constantFrom('<', '<=', '>', '>='), fc.nat(4))
      .map(([operator, limit]) => `amount ${operator} ${limit}`);
    let refuted = 0;
    await fc.assert(
      fc.asyncProperty(
        condition,
        fc.option(condition, { freq: 2 }),
        fc.option(condition, { freq: 2 }),
        async (first, other, last) => {
          const [second, third] = [other ?? first, last ?? 'false'];
          const { definition, models } = await drawn(asked(twice(first, second, third)));
          const { properties } = prove({ definition, models }, BUDGET);
          const world = {
            definition,
            models,
            defaultProcess: 'P',
            names: new EventNames(definition, [...models.values()]),
          };
          const stuck = Array.from({ length: 12 }, (_, half) => half / 2 - 0.5).filter((amount) => {
            const steps = [{ complete: 'Fill', variables: { amount } }];
            const { result } = play(world, {
              process: 'P',
              variables: {},
              behaviours: { Fill: { wait: true } },
              steps,
            });
            return result === 'waiting';
          });
          expect([first, second, third, properties.optionToComplete]).toEqual([
            first,
            second,
            third,
            stuck.length === 0,
          ]);
          if (stuck.length > 0) refuted++;
        },
      ),
      { numRuns: 60 },
    );
    expect(refuted).toBeGreaterThan(5);
    expect(refuted).toBeLessThan(55);
  },
);

describe('conditional flows behind an activity', () => {
  const nodes = `<startEvent id="S"/><userTask id="Fill"/><manualTask id="A"/><manualTask id="B"/><exclusiveGateway id="M"/><userTask id="Pay"/><endEvent id="E"/>`;
  const merged = (first: string, second: string) =>
    drawing(nodes, ['S Fill', `Fill A|${first}`, `Fill B|${second}`, 'A M', 'B M', 'M Pay', 'Pay E']);

  test('of which one holds are one token, and need no default flow where they cover everything', async () => {
    const proof = await proofOf(merged('amount > 5', 'not(amount > 5)'));
    expect([proof.sound, codes(proof)]).toEqual([true, []]);
  });

  test('that hold together are refuted, with data with which the engine comes to the fault', async () => {
    const proof = await proofOf(merged('amount > 5', 'amount > 3'));
    expect(codes(proof)).toEqual(expect.arrayContaining(['proof-two-tokens confirmed', 'proof-no-way-on confirmed']));
  });

  test('are asked alike by a gateway behind them', async () => {
    expect(codes(await proofOf(byTask(twice('amount > 5', 'amount > 3', 'amount > 7'))))).toEqual([]);
    expect(codes(await proofOf(byTask(twice('amount > 5', 'amount > 7', 'amount > 9'))))).toEqual([
      'proof-stuck confirmed',
    ]);
  });

  test('behind a task that may not write what they ask, ask what was there before', async () => {
    const asked = (first: string) =>
      drawing(
        `<startEvent id="S"/><userTask id="Fill" qh:writes="amount"/><exclusiveGateway id="X"/><userTask id="Look"/><manualTask id="A"/><manualTask id="B"/><parallelGateway id="J"/><exclusiveGateway id="M"/><endEvent id="E"/>`,
        [
          ...['S Fill', 'Fill X', `X Look|${first}`, 'X M|', 'Look A|amount > 5', 'Look B|true', 'A J', 'B J', 'J M'],
          'M E',
        ],
        '<extensionElements><qh:protected name="amount" type="money"/></extensionElements>',
      );
    expect(codes(await proofOf(asked('amount > 7')))).toEqual([]);
    expect(codes(await proofOf(asked('amount > 3')))).toEqual(['proof-stuck confirmed']);
  });
});

test('what is done once beside writes once', async () => {
  expect((await proofOf(thrice('<userTask id="L" qh:writes="amount"/>'))).sound).toBe(true);
});

test.each([
  ['a loop', '<standardLoopCharacteristics><loopCondition>more</loopCondition></standardLoopCharacteristics>'],
  [
    'a multi-instance',
    '<multiInstanceLoopCharacteristics><loopCardinality>3</loopCardinality></multiInstanceLoopCharacteristics>',
  ],
])('each round of %s may write', async (_what, loop) => {
  expect((await proofOf(thrice(`<userTask id="L" qh:writes="amount">${loop}</userTask>`))).sound).toBe(false);
});

test('what stops at its own conditions has written already, and goes on with data that are corrected', async () => {
  const stopping = thrice('<userTask id="L" qh:writes="amount" default="L_K"/>').replace(
    '</process>',
    '<sequenceFlow id="L_K2" sourceRef="L" targetRef="N2"><conditionExpression>amount &lt;= 5 and urgent</conditionExpression></sequenceFlow></process>',
  );
  const both = stopping
    .replace('<parallelGateway id="K"/>', '<parallelGateway id="K"/><exclusiveGateway id="N2"/>')
    .replace('sourceRef="L" targetRef="K"', 'sourceRef="L" targetRef="N2"')
    .replace('</process>', '<sequenceFlow id="N2_K" sourceRef="N2" targetRef="K"/></process>');
  expect((await proofOf(both)).sound).toBe(false);
});
