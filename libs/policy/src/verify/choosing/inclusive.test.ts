import { EventNames } from '@quanheng/engine';
import fc from 'fast-check';
import { play } from '../confirm.js';
import { prove } from '../index.js';
import { BUDGET, drawing, drawn, proofOf, codes } from './testing/deciding.js';

describe('an inclusive gateway', () => {
  const nodes = `<startEvent id="S"/><userTask id="Fill"/><inclusiveGateway id="X"/><manualTask id="A"/><manualTask id="B"/><exclusiveGateway id="M"/><userTask id="Pay"/><endEvent id="E"/>`;
  const merged = (first: string, second: string) =>
    drawing(nodes, ['S Fill', 'Fill X', `X A|${first}`, `X B|${second}`, 'A M', 'B M', 'M Pay', 'Pay E']);

  test('whose conditions compare two variables takes one flow, or several, as they are', async () => {
    const nodes = `<startEvent id="S"/><userTask id="Fill"/><inclusiveGateway id="G"/><userTask id="A"/><userTask id="B"/><exclusiveGateway id="M"/><endEvent id="E"/>`;
    const flows = (one: string, other: string) => [
      'S Fill',
      'Fill G',
      `G A|${one}`,
      `G B|${other}`,
      'A M',
      'B M',
      'M E',
    ];
    for (const [one, other] of [
      ['a = b', 'a != b'],
      ['a < b', 'a >= b'],
      ['x', 'not(x)'],
    ] as const)
      expect(codes(await proofOf(drawing(nodes, flows(one, other))))).toEqual([]);
    expect(codes(await proofOf(drawing(nodes, flows('a <= b', 'a >= b'))))).toEqual(['proof-ended-twice confirmed']);
  });

  test('whose conditions exclude one another takes one flow, and needs no default flow where they cover everything', async () => {
    const proof = await proofOf(merged('amount > 5', 'not(amount > 5)'));
    expect([proof.properties.safeness, proof.properties.optionToComplete]).toEqual([true, true]);
    expect(codes(proof)).toEqual([]);
  });

  test('whose conditions hold together is refuted, with data with which the engine comes to the fault', async () => {
    const proof = await proofOf(merged('amount > 5', 'amount > 3'));
    expect(codes(proof)).toEqual(expect.arrayContaining(['proof-two-tokens confirmed', 'proof-no-way-on confirmed']));
    const { variables, steps } = proof.findings[0]!.scenario as { variables: object; steps: { variables?: object }[] };
    const { amount } = Object.assign({}, variables, ...steps.map((step) => step.variables)) as { amount: number };
    expect(amount > 5).toBe(true);
  });

  test.each(['true', null])(
    'and a gateway behind it that asks the same choose alike (the other flow: %s)',
    async (sure) => {
      const waiting = (limit: string) =>
        drawing(
          `<startEvent id="S"/><userTask id="Fill"/><inclusiveGateway id="X"/><manualTask id="A"/><manualTask id="B"/><exclusiveGateway id="Y"/><parallelGateway id="J"/><exclusiveGateway id="N"/><endEvent id="E"/>`,
          [
            ...['S Fill', 'Fill X', 'X A|amount > 5', sure === null ? 'X B' : `X B|${sure}`],
            ...['A J', 'B Y', `Y J|${limit}`, 'Y N|', 'J N', 'N E'],
          ],
        );
      expect(codes(await proofOf(waiting('amount > 5')))).toEqual([]);
      expect(codes(await proofOf(waiting('amount > 3')))).toEqual(['proof-stuck confirmed']);
    },
  );

  test('decides about all its flows at once, whatever is written beside it', async () => {
    const xml = drawing(
      `<startEvent id="S"/><userTask id="Fill"/><parallelGateway id="F"/><userTask id="Change"/><inclusiveGateway id="X"/><manualTask id="A"/><manualTask id="B"/><exclusiveGateway id="M"/><userTask id="Pay"/><parallelGateway id="J"/><endEvent id="E"/>`,
      [
        ...['S Fill', 'Fill F', 'F Change', 'F X', 'X A|amount > 5', 'X B|not(amount > 5)', 'A M', 'B M'],
        ...['M Pay', 'Pay J', 'Change J', 'J E'],
      ],
    );
    expect(codes(await proofOf(xml))).toEqual([]);
  });
});

test('with limits of an inclusive gateway drawn at random it is refuted exactly where some amount lets two tokens meet', async () => {
  const nodes = `<startEvent id="S"/><userTask id="Fill"/><inclusiveGateway id="X"/><manualTask id="A"/><manualTask id="B"/><manualTask id="C"/><exclusiveGateway id="M"/><userTask id="Pay"/><endEvent id="E"/>`;
  const condition = fc
    .tuple(fc.constantFrom('<', '<=', '>', '>='), fc.nat(4))
    .map(([operator, limit]) => `amount ${operator} ${limit}`);
  const count = { refuted: 0, safe: 0 };
  await fc.assert(
    fc.asyncProperty(condition, condition, async (first, second) => {
      const flows = [
        'S Fill',
        'Fill X',
        `X A|${first}`,
        `X B|${second}`,
        'X C|',
        'A M',
        'B M',
        'C M',
        'M Pay',
        'Pay E',
      ];
      const { definition, models } = await drawn(drawing(nodes, flows));
      const { properties } = prove({ definition, models }, BUDGET);
      const names = new EventNames(definition, [...models.values()]);
      const behaviours = { Fill: { wait: true }, Pay: { wait: true } };
      const doubled = Array.from({ length: 12 }, (_, half) => half / 2 - 0.5).filter((amount) => {
        const steps = [{ complete: 'Fill', variables: { amount } }];
        const world = { definition, models, defaultProcess: 'P', names };
        return play(world, { process: 'P', variables: {}, behaviours, steps }).met.size > 0;
      });
      expect([first, second, properties.safeness]).toEqual([first, second, doubled.length === 0]);
      count[doubled.length > 0 ? 'refuted' : 'safe']++;
    }),
    { numRuns: 60 },
  );
  expect(Math.min(count.refuted, count.safe)).toBeGreaterThan(5);
});
