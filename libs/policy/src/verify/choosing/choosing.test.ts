import { compile, decisionsOf, EventNames, netOf, parseBpmn } from '@quanheng/engine';
import fc from 'fast-check';
import { isStuck, play } from '../confirm.js';
import { withData } from './data-net.js';
import { oracleOf, prove, type Drawn, type Proof } from '../index.js';

const SEEDS = Number(process.env['VERIFY_SEEDS'] ?? '40');
const BUDGET = { states: 50_000, milliseconds: 10_000, clock: () => 0 };

/** A process with flows as `"A B"` or `"A B|condition"`; `"A B|"` is the default. */
function drawing(nodes: string, flows: readonly string[], extensions = ''): string {
  let drawn = nodes;
  const lines = flows.map((flow) => {
    const [pair = '', condition] = flow.split('|');
    const [source = '', target = ''] = pair.split(' ');
    if (condition === '') drawn = drawn.replace(`id="${source}"`, `id="${source}" default="${source}_${target}"`);
    const inside = condition ? `<conditionExpression><![CDATA[${condition}]]></conditionExpression>` : '';
    return `<sequenceFlow id="${source}_${target}" sourceRef="${source}" targetRef="${target}">${inside}</sequenceFlow>`;
  });
  return `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:qh="urn:quanheng:bpmn:1" id="D" targetNamespace="urn:t"><process id="P" isExecutable="true">${extensions}${drawn}${lines.join('')}</process></definitions>`;
}

/** By amount: small below 100, large from 100, with another limit for a purpose. */
const TABLE = (
  large: string,
  output: string,
) => `<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="dmn" name="levels" namespace="urn:levels">
<inputData id="i" name="amount"><variable name="amount"/></inputData>
<decision id="level" name="level"><variable name="level"/><informationRequirement><requiredInput href="#i"/></informationRequirement>
<decisionTable hitPolicy="FIRST"><input><inputExpression><text>amount</text></inputExpression></input><output name="level"/>
<rule><inputEntry><text>${large}</text></inputEntry><outputEntry><text>"large"</text></outputEntry></rule>
<rule><inputEntry><text>-</text></inputEntry><outputEntry><text>${output}</text></outputEntry></rule></decisionTable></decision></definitions>`;

async function drawn(xml: string, dmn?: string): Promise<Drawn> {
  const { model, findings } = await parseBpmn(xml);
  if (model === undefined) throw new Error(JSON.stringify(findings));
  const decisions = decisionsOf(dmn === undefined ? [] : [{ name: 'd.dmn', text: dmn }]);
  expect(decisions.findings).toEqual([]);
  const compiled = compile(model, { digest: 'd', links: { decision: (name) => decisions.find(name) } });
  if (compiled.definition === undefined) throw new Error(JSON.stringify(compiled.findings));
  return { definition: compiled.definition, models: new Map([['', model]]) };
}

async function proofOf(xml: string, dmn?: string): Promise<Proof> {
  return prove(await drawn(xml, dmn), BUDGET);
}

const codes = ({ findings }: Proof) => findings.map(({ code, certainty }) => `${code} ${certainty ?? ''}`);

const PROTECTED = '<extensionElements><qh:protected name="amount" type="money"/></extensionElements>';

/** One gateway splits, and a later one decides whether to wait for two: right only if both decide alike. */
const TWICE = `<startEvent id="S"/><userTask id="Fill"/><exclusiveGateway id="X"/><parallelGateway id="F"/><manualTask id="A"/><manualTask id="B"/><manualTask id="C"/>
<exclusiveGateway id="YA"/><exclusiveGateway id="YC"/><exclusiveGateway id="M"/><exclusiveGateway id="N"/><parallelGateway id="J"/><endEvent id="E"/>`;
const twice = (first: string, second: string, third: string, nodes = TWICE, extensions = '') =>
  drawing(
    nodes,
    [
      ...['S Fill', 'Fill X', `X F|${first}`, 'X C|', 'F A', 'F B', 'A YA', `YA N|${second}`, 'YA M|', 'B J'],
      ...['C YC', `YC N|${third}`, 'YC M|', 'N J', 'J M', 'M E'],
    ],
    extensions,
  );

test('gateways that ask the same of the same data choose alike', async () => {
  const proof = await proofOf(twice('amount > 5', 'amount > 3', 'amount > 7'));
  expect([proof.sound, codes(proof)]).toEqual([true, []]);
});

test('gateways that may choose otherwise are refuted, with data with which the engine comes to the fault', async () => {
  const proof = await proofOf(twice('amount > 5', 'amount > 7', 'amount > 9'));
  expect(proof.sound).toBe(false);
  expect(codes(proof)).toEqual(['proof-stuck confirmed']);
  const { variables, steps } = proof.findings[0]!.scenario as { variables: object; steps: { variables?: object }[] };
  const { amount } = Object.assign({}, variables, ...steps.map((step) => step.variables)) as { amount: number };
  expect(amount > 5 && amount <= 7).toBe(true);
});

test('what is missing, or of another type, is looked at too', async () => {
  expect((await proofOf(twice('amount <= 5', 'amount <= 5', 'false'))).sound).toBe(true);
  // Without an amount it is unequal to everything, and the second gateway has no flow for what is neither above nor below.
  const unequal = await proofOf(twice('amount != 5', 'amount = 6 or amount != 6', 'false'));
  expect(unequal.sound).toBe(true);
});

test('a gateway that stops at the data goes on when they are corrected', async () => {
  const proof = await proofOf(twice('amount > 5', 'amount > 3', 'amount > 7'));
  expect(proof.properties).toMatchObject({ optionToComplete: true, noDeadActivities: true });
});

describe('data that are written in between', () => {
  const nodes = TWICE.replace('<manualTask id="A"/>', '<userTask id="A"/>');
  const written = (extensions: string, more = '') =>
    twice(
      'amount > 5',
      'amount > 3',
      'amount > 7',
      nodes.replace('<userTask id="A"/>', `<userTask id="A"${more}/>`),
      extensions,
    );

  test('may be anything afterwards', async () => {
    expect((await proofOf(written(''))).sound).toBe(false);
  });

  test('are what they were if they are protected and it may not write them', async () => {
    expect((await proofOf(written(PROTECTED))).sound).toBe(true);
    expect((await proofOf(written(PROTECTED, ' qh:writes="amount"'))).sound).toBe(false);
  });

  test.each([
    [
      'an output',
      '<userTask id="A"><extensionElements><qh:output target="amount" source="4"/></extensionElements></userTask>',
    ],
    [
      'the result of a script',
      '<scriptTask id="A" scriptFormat="feel" qh:resultVariable="amount"><script>4</script></scriptTask>',
    ],
    [
      'what is collected',
      '<userTask id="A"><multiInstanceLoopCharacteristics qh:collection="[1]" qh:element="it" qh:outputCollection="amount" qh:outputElement="it"/></userTask>',
    ],
    [
      'what is collected of what nobody does',
      '<manualTask id="A"><multiInstanceLoopCharacteristics qh:collection="[1]" qh:element="it" qh:outputCollection="amount" qh:outputElement="it"/></manualTask>',
    ],
    [
      'an event',
      '<intermediateCatchEvent id="A"><extensionElements><qh:output target="amount" source="4"/></extensionElements><signalEventDefinition/></intermediateCatchEvent>',
    ],
    [
      'a throwing event',
      '<intermediateThrowEvent id="A"><extensionElements><qh:output target="amount" source="4"/></extensionElements></intermediateThrowEvent>',
    ],
  ])('are not, protected or not, where the drawing itself writes them: %s', async (_, writer) => {
    const xml = (extensions: string): string =>
      twice('amount > 5', 'amount > 3', 'amount > 7', nodes.replace('<userTask id="A"/>', writer), extensions);
    expect((await proofOf(xml(''))).sound).toBe(false);
    expect((await proofOf(xml(PROTECTED))).sound).toBe(false);
  });
});

describe('gateways that decide in one step of the engine', () => {
  const nodes = `<startEvent id="S"/><userTask id="Z"/><parallelGateway id="F"/><exclusiveGateway id="M"/><exclusiveGateway id="X"/><exclusiveGateway id="Y"/><userTask id="A"/><userTask id="B"/><userTask id="C"/><parallelGateway id="J"/><endEvent id="E"/><endEvent id="EX"/><endEvent id="EY"/>`;
  const behind = ['X A|x > 1', 'X EX|', 'A J', 'Y B|x > 1', 'Y C|', 'B J', 'C EY', 'J E'];

  test('decide by the same data, whatever is written after that', async () => {
    const proof = await proofOf(drawing(nodes, ['S Z', 'Z F', 'F M', 'M X', 'F Y', ...behind]));
    expect([proof.sound, codes(proof)]).toEqual([true, []]);
  });

  test('and not where one of them waits for work', async () => {
    const waits = nodes.replace('<exclusiveGateway id="M"/>', '<userTask id="M"/>');
    const proof = await proofOf(drawing(waits, ['S Z', 'Z F', 'F M', 'M X', 'F Y', ...behind]));
    expect(codes(proof)).toEqual(['proof-stuck confirmed']);
  });

  test('and not where one of them stops and waits for data to be corrected', async () => {
    // What is missing is not 1 for X, and stops Y, for which it may be 1 when it is there.
    const stops = ['X EX|x = 1', 'X A|', 'A J', 'Y C|x >= 1 and x <= 1', 'Y B|x < 1 or x > 1', 'B J', 'C EY', 'J E'];
    const proof = await proofOf(drawing(nodes, ['S Z', 'Z F', 'F M', 'M X', 'F Y', ...stops]));
    expect(proof.properties).toMatchObject({ optionToComplete: false });
    expect(codes(proof)).toEqual(['proof-stuck possible']);
  });
});

describe('a table', () => {
  const nodes = TWICE.replace(
    '<exclusiveGateway id="X"/>',
    '<businessRuleTask id="R" qh:decision="level"/><exclusiveGateway id="X"/>',
  );
  const decided = (first: string, second: string, third: string) =>
    twice(first, second, third, nodes)
      .replace('targetRef="X"', 'targetRef="R"')
      .replace('</process>', '<sequenceFlow id="R_X" sourceRef="R" targetRef="X"/></process>');

  test('splits the amount that it asks for, and its answers are all there are', async () => {
    const proof = await proofOf(
      decided('level = "large"', 'amount >= 100', 'level != "small" and level != "large"'),
      TABLE('>= 100', '"small"'),
    );
    expect([proof.sound, codes(proof)]).toEqual([true, []]);
  });

  test('of which the gateways ask another limit is refuted', async () => {
    const proof = await proofOf(decided('level = "large"', 'amount > 100', 'false'), TABLE('>= 100', '"small"'));
    expect(codes(proof)).toEqual(['proof-stuck confirmed']);
  });

  test('that answers with more than constants is left out', async () => {
    const proof = await proofOf(
      decided('level = "large"', 'amount >= 100', 'false'),
      TABLE('>= 100', 'string(amount)'),
    );
    expect(proof.sound).toBe(false);
  });
});

test('an act is behind a control where data say so', async () => {
  const nodes = `<startEvent id="S"/><exclusiveGateway id="X"/><userTask id="Check"/><exclusiveGateway id="M"/><exclusiveGateway id="Y"/><userTask id="Pay"/><endEvent id="E"/>`;
  const xml = (last: string) =>
    drawing(
      nodes,
      ['S X', 'X Check|amount > 5', 'X M|', 'Check M', 'M Y', `Y Pay|${last}`, 'Y E|', 'Pay E'],
      '<extensionElements><qh:protected name="amount" type="money"/></extensionElements>',
    );
  expect(
    oracleOf(await drawn(xml('amount > 7')), BUDGET).ask({
      kind: 'passedBefore',
      process: 'P',
      controls: ['Check'],
      act: 'Pay',
    }),
  ).toEqual({ holds: true });
  const answer = oracleOf(await drawn(xml('amount > 3')), BUDGET).ask({
    kind: 'passedBefore',
    process: 'P',
    controls: ['Check'],
    act: 'Pay',
  });
  expect(answer).toMatchObject({ holds: false, certainty: 'confirmed' });
});

test('what cannot be judged leaves the counterexample possible, and says which conditions those are', async () => {
  const proof = await proofOf(twice('abs(amount) > 5', 'abs(amount) > 3', 'abs(amount) > 7'));
  expect(codes(proof)).toEqual(['proof-stuck possible']);
  expect(proof.findings[0]?.message).toContain('“X”、“YC”的条件无法精确判断');
});

test('gateways that have nothing in common leave the net as it is, however many there are', async () => {
  const count = 600;
  const nodes = Array.from({ length: count }, (_, n) => `<exclusiveGateway id="X${n}"/><exclusiveGateway id="Y${n}"/>`);
  const flows = Array.from({ length: count }, (_, n) => [
    ...[`X${n} Y${n}|c${n}`, `X${n} Z|`, n === count - 1 ? `Y${n} J` : `Y${n} X${n + 1}`],
  ]);
  const xml = drawing(
    `<startEvent id="S"/>${nodes.join('')}<userTask id="Z"/><parallelGateway id="J"/><endEvent id="E"/>`,
    ['S X0', ...flows.flat(), 'Z J', 'J E'],
  );
  const { definition, models } = await drawn(xml);
  expect(withData(netOf(definition, { returns: 'none' }), definition, models)).toBeNull();
});

/** The first gateway left out: the task before it chooses itself. */
const byTask = (xml: string) =>
  xml
    .replace('<exclusiveGateway id="X" default="X_C"/>', '')
    .replace('<userTask id="Fill"/>', '<userTask id="Fill" default="X_C"/>')
    .replace(/<sequenceFlow id="Fill_X".*?<\/sequenceFlow>/, '')
    .replaceAll('sourceRef="X"', 'sourceRef="Fill"');

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

/** What is asked three times is true, false, and true again: then it stands still. */
const thrice = (beside: string) =>
  drawing(
    `<startEvent id="S"/><userTask id="Fill" qh:writes="amount"/><parallelGateway id="F"/>${beside}
    <exclusiveGateway id="G1"/><userTask id="W1"/><exclusiveGateway id="G2"/><userTask id="W2"/><exclusiveGateway id="G3"/>
    <exclusiveGateway id="P"/><exclusiveGateway id="Q"/><parallelGateway id="J"/><exclusiveGateway id="N"/><parallelGateway id="K"/><endEvent id="E"/>`,
    [
      ...['S Fill', 'Fill F', 'F L', 'L K', 'F G1', 'G1 W1|amount > 5', 'G1 N|', 'W1 G2', 'G2 N|amount > 5', 'G2 W2|'],
      ...['W2 G3', 'G3 P|amount > 5', 'G3 N|', 'P J|amount > 5', 'P Q|', 'Q J', 'J N', 'N K', 'K E'],
    ],
    '<extensionElements><qh:protected name="amount" type="money"/></extensionElements>',
  );

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
