import { prepareWorld, readScenario, simulate, type TraceLine } from '@quanheng/engine';
import { oracleOf, prove } from './index.js';
import { BUDGET, drawing, drawnOf, flowOf, proofOf, toldOf } from './testing/proved.js';

const SPLIT = `<startEvent id="S"/><parallelGateway id="F"/><userTask id="A" name="甲"/><userTask id="B" name="乙"/><endEvent id="E"/>`;

test('a join that does not wait lets two tokens go on, and the engine shows it', async () => {
  const xml = drawing(`${SPLIT}<exclusiveGateway id="J"/><userTask id="T" name="付款"/>`, [
    'S F',
    'F A',
    'F B',
    'A J',
    'B J',
    'J T',
    'T E',
  ]);
  const { sound, properties, findings } = await proofOf(xml);
  expect(sound).toBe(false);
  expect(properties).toMatchObject({
    optionToComplete: true,
    properCompletion: false,
    safeness: false,
    noDeadActivities: true,
  });
  expect(findings.map(({ code, certainty }) => [code, certainty])).toEqual(
    expect.arrayContaining([
      ['proof-two-tokens', 'confirmed'],
      ['proof-ended-twice', 'confirmed'],
    ]),
  );
  expect(findings[0]?.message).toMatch(/甲 → 乙/);
});

test('a join that waits for what was not chosen stands still, and the scenario of the finding runs there', async () => {
  const nodes = `<startEvent id="S"/><exclusiveGateway id="F" default="F_B"/><userTask id="A"/><userTask id="B"/><parallelGateway id="J"/><endEvent id="E"/>`;
  const xml = drawing(nodes, ['S F', 'F A|amount >= 50000', 'F B', 'A J', 'B J', 'J E']);
  const { properties, findings } = await proofOf(xml);
  expect(properties.optionToComplete).toBe(false);
  const stuck = findings.find(({ code }) => code === 'proof-stuck');
  expect(stuck).toMatchObject({ certainty: 'confirmed', elementId: 'J', severity: 'error', line: 1 });
  // As a file, for whoever wants to see it.
  const { world } = await prepareWorld({ name: 'x', content: xml, digest: 'x' });
  const { scenario } = readScenario(JSON.stringify(stuck?.scenario));
  if (world === undefined || scenario === undefined) throw new Error('not played');
  const trace: TraceLine[] = [];
  const result = simulate(world, scenario, { onEvent: (line) => trace.push(line) });
  expect(result).toMatchObject({ result: 'waiting', waiting: ['J'] });
  expect(result.unmet).toBeUndefined();
});

test.each<[string, string, string[]]>([
  [
    'an inclusive gateway',
    `<startEvent id="S"/><inclusiveGateway id="F" default="F_B"/><userTask id="A"/><userTask id="B"/><parallelGateway id="J"/><endEvent id="E"/>`,
    ['S F', 'F A|amount >= 50000', 'F B', 'A J', 'B J', 'J E'],
  ],
  [
    'a task with conditional flows',
    `<startEvent id="S"/><userTask id="F" default="F_C"/><userTask id="A"/><userTask id="B"/><userTask id="C"/><parallelGateway id="J"/><endEvent id="E"/>`,
    ['S F', 'F A|large', 'F B|method = "询价"', 'F C', 'A J', 'B J', 'J E', 'C E'],
  ],
])(
  'data with which %s takes the flows of a counterexample are found, and the engine shows it',
  async (_, nodes, flows) => {
    const { findings } = await proofOf(drawing(nodes, flows));
    expect(findings.filter(({ code }) => code === 'proof-stuck')).toMatchObject([
      { certainty: 'confirmed', elementId: 'J' },
    ]);
  },
);

test('what no flow leads to in time is dead; a loop without a way out never ends', async () => {
  const nodes = `<startEvent id="S"/><userTask id="A"/><exclusiveGateway id="G"/><userTask id="B" name="复核"/><endEvent id="E"/><userTask id="X"/><parallelGateway id="J"/>`;
  const { properties, findings } = await proofOf(drawing(nodes, ['S A', 'A G', 'G B', 'B G', 'X J', 'J X', 'J E']));
  expect(properties).toMatchObject({ optionToComplete: false, noDeadActivities: false });
  expect(findings.map(({ code }) => code)).toEqual(expect.arrayContaining(['proof-never-ends', 'proof-dead']));
});

test.each<[string, string[], string | null | undefined]>([
  ['two halves of the numbers', ['amount < 50000', 'amount >= 50000'], undefined],
  ['a gap at the threshold', ['amount < 50000', 'amount > 50000'], 'amount = 50000'],
  ['a gap between thresholds', ['amount < 50000', 'amount in [60000..90000]', 'amount > 90000'], 'amount = 50000'],
  ['a truth value and its contrary', ['urgent', 'not(urgent)'], undefined],
  ['two truth values', ['urgent and large', 'not(urgent)'], 'urgent = true，large = false'],
  ['texts', ['method = "公开招标"', 'method != "公开招标"'], undefined],
  ['texts that are not all there are', ['method = "公开招标"', 'method = "询价"'], 'method = "其他"'],
  ['texts, and what is called other', ['method = "公开招标"', 'method = "其他"'], 'method = "其他其他"'],
  ['two variables that are alike or not', ['a = b', 'a != b'], undefined],
  ['two variables of which one is more or not', ['a < b', 'not(b > a)'], undefined],
  ['three variables of which none need be in between', ['a < b', 'b < c', 'c < a'], 'a = 1，b = 1，c = 1'],
  ['two variables and a limit', ['a >= b', 'b > 100', 'a <= 100'], undefined],
  ['two variables and a limit that one of them may pass', ['a >= b', 'b > 100', 'a < 99'], 'a = 99，b = 100'],
  ['two variables, and texts in their order', ['a < b', 'a >= b', 'a = "x"'], null],
  ['texts in the order of letters', ['method <= "b"', 'method = "c"'], null],
])('without a default flow: %s', async (_name, conditions, example) => {
  const nodes = `<startEvent id="S"/><userTask id="A"/><exclusiveGateway id="G"/><endEvent id="E"/>${conditions.map((_, i) => `<userTask id="T${i}"/>`).join('')}`;
  const flows = conditions.flatMap((condition, i) => [`G T${i}|${condition}`, `T${i} E`]);
  const { sound, findings } = await proofOf(drawing(nodes, ['S A', 'A G', ...flows]));
  expect(sound).toBe(true);
  const certainty = example === null ? 'possible' : 'confirmed';
  expect(findings).toMatchObject(
    example === undefined
      ? []
      : [{ code: 'proof-no-way-on', severity: 'error', certainty, message: expect.stringContaining(example ?? '') }],
  );
});

test('conditions that say more than can be judged need a default flow', async () => {
  const nodes = `<startEvent id="S"/><exclusiveGateway id="G"/><userTask id="A"/><userTask id="B"/><endEvent id="E"/>`;
  const { findings } = await proofOf(
    drawing(nodes, ['S G', 'G A|count(items) > 3', 'G B|count(items) <= 3', 'A E', 'B E']),
  );
  expect(findings).toMatchObject([{ code: 'proof-no-way-on', severity: 'error', certainty: 'possible' }]);
});

test('a budget that runs out is "unknown" and refuses', async () => {
  const xml = drawing(`${SPLIT}<parallelGateway id="J"/>`, ['S F', 'F A', 'F B', 'A J', 'B J', 'J E']);
  const proof = prove(await drawnOf(xml), { ...BUDGET, states: 0 });
  expect(proof).toMatchObject({ sound: 'unknown', findings: [{ code: 'proof-out-of-budget', severity: 'error' }] });
});

describe('a drawing that is not to be executed', () => {
  const described = (nodes: string, flows: readonly string[]): string =>
    drawing(nodes, flows).replace('isExecutable="true"', 'isExecutable="false"');
  const nodes = `<startEvent id="S"/><exclusiveGateway id="G"/><task id="A"/><task id="B"/><exclusiveGateway id="M"/><endEvent id="E"/>`;
  const flows = ['S G', 'G A', 'G B', 'A M', 'B M', 'M E'];

  test('may leave conditions out: each flow of a gateway may be the one', async () => {
    expect(await proofOf(described(nodes, flows))).toMatchObject({ sound: true, findings: [] });
  });

  test('so that what is wrong behind the second is found, and not confirmed: the engine would take the first', async () => {
    const { sound, findings } = await proofOf(
      described(`${nodes}<parallelGateway id="J"/>`, [...flows.filter((flow) => flow !== 'B M'), 'B J', 'M J', 'J E']),
    );
    expect(sound).toBe(false);
    expect(findings.map(({ code, certainty }) => `${code} ${certainty ?? ''}`)).toContain('proof-stuck possible');
  });

  test('and so may lead round a control', async () => {
    const question = { kind: 'passedBefore', process: 'P', controls: ['A'], act: 'B' } as const;
    expect(oracleOf(await drawnOf(described(nodes, flows)), BUDGET).ask(question)).toMatchObject({
      holds: false,
      certainty: 'possible',
    });
  });
});

test('branches beside one another may lead to one end that terminates: who comes first ends the others', async () => {
  const nodes = `<startEvent id="S"/><parallelGateway id="F"/><userTask id="A"/><userTask id="B"/><exclusiveGateway id="X" default="X_J"/><exclusiveGateway id="Y" default="Y_J"/>
    <parallelGateway id="J"/><endEvent id="E"/><endEvent id="Z"><terminateEventDefinition/></endEvent>`;
  const flows = ['S F', 'F A', 'F B', 'A X', 'B Y', 'X Z|refused', 'Y Z|refusedToo', 'X J', 'Y J', 'J E'];
  expect(await proofOf(drawing(nodes, flows))).toMatchObject({ sound: true, findings: [] });
  // An end that ends nothing but its token is reached twice.
  const plain = nodes.replace('<terminateEventDefinition/>', '');
  expect((await proofOf(drawing(plain, flows))).properties).toMatchObject({ properCompletion: false });
});

describe('inclusive joins whose branches do not begin at one split', () => {
  const nodes = `<startEvent id="S"/><inclusiveGateway id="F" default="F_C"/><userTask id="A"/><userTask id="B"/><userTask id="C"/><inclusiveGateway id="J"/><endEvent id="E"/>`;
  const flows = ['S F', 'F A|x > 1', 'F B|y > 1', 'F C', 'A J', 'B J'];

  test('wait for whatever was begun: one behind the other is sound', async () => {
    const { sound, findings } = await proofOf(
      drawing(`${nodes}<inclusiveGateway id="M"/>`, [...flows, 'J M', 'C M', 'M E']),
    );
    expect([sound, findings]).toEqual([true, []]);
  });

  test('one before a join of another kind is told to stand still there, and not to let two tokens pass', async () => {
    const { properties, findings } = await proofOf(
      drawing(`${nodes}<parallelGateway id="K"/>`, [...flows, 'J K', 'C K', 'K E']),
    );
    expect(findings).toMatchObject([{ code: 'proof-stuck', elementId: 'K', certainty: 'confirmed' }]);
    expect(properties).toMatchObject({ optionToComplete: false, safeness: true });
  });

  test('of more flows than can be told apart nothing is said, and what is outside is named', async () => {
    const tasks = ['A', 'B', 'C', 'D', 'G', 'H', 'I'];
    const drawn = `<startEvent id="S"/><parallelGateway id="F"/>${tasks.map((id) => `<userTask id="${id}"/>`).join('')}<inclusiveGateway id="J"/><userTask id="K"/><endEvent id="E"/>`;
    const { sound, properties, findings } = await proofOf(
      drawing(drawn, ['S F', 'F K', 'K E', ...tasks.flatMap((id) => [`F ${id}`, `${id} J`]), 'J E']),
    );
    expect([sound, new Set(Object.values(properties))]).toEqual(['unknown', new Set(['unknown'])]);
    expect(findings.map(({ code }) => code)).toEqual(['proof-not-governed']);
    expect(findings[0]?.message).toContain('“J”');
  });
});

describe('an end that terminates', () => {
  const end = '<startEvent id="S"/><parallelGateway id="F"/><endEvent id="E"><terminateEventDefinition/></endEvent>';

  test('is not reached twice: who comes first ends the others', async () => {
    const nodes = `${end}<userTask id="A"/><userTask id="B"/><exclusiveGateway id="M"/><userTask id="C"/>`;
    const { properties, findings } = await proofOf(drawing(nodes, ['S F', 'F A', 'F B', 'A M', 'B M', 'M C', 'C E']));
    expect(findings).toMatchObject([{ code: 'proof-two-tokens', certainty: 'confirmed' }]);
    expect(properties).toMatchObject({ safeness: false, properCompletion: true });
  });

  test('may be that of many branches: which of them comes first is all that matters', async () => {
    const tasks = Array.from({ length: 16 }, (_, index) => `T${index}`);
    const nodes = `${end}${tasks.map((id) => `<userTask id="${id}"/><userTask id="${id}b"/>`).join('')}`;
    const { sound, states } = await proofOf(
      drawing(nodes, ['S F', ...tasks.flatMap((id) => [`F ${id}`, `${id} ${id}b`, `${id}b E`])]),
    );
    expect(sound).toBe(true);
    expect(states).toBeLessThan(50);
  });
});

describe('a fault that the engine can be led to is confirmed', () => {
  const evil = `<startEvent id="S"/><userTask id="A"/><endEvent id="E"/>`;
  const aside = (timer: string): string =>
    `<subProcess id="EV" triggeredByEvent="true"><startEvent id="ES" isInterrupting="false"><timerEventDefinition>${timer}</timerEventDefinition></startEvent><exclusiveGateway id="G" default="G_Y"/><userTask id="X"/><userTask id="Y"/><parallelGateway id="K"/><endEvent id="EE"/>${['ES G', 'G X|x > 1', 'G Y', 'X K', 'Y K', 'K EE'].map(flowOf).join('')}</subProcess>`;
  const confirmed = async (xml: string, code: string): Promise<void> => {
    const { findings } = await proofOf(xml);
    expect(findings).toContainEqual(expect.objectContaining({ code, certainty: 'confirmed' }));
    // As whoever gets the finding plays it: nothing is missing in it, and it comes to an end.
    for (const { scenario: told } of findings) {
      const { world } = await prepareWorld({ name: 'x', content: xml, digest: 'x' });
      const { scenario } = readScenario(JSON.stringify(told));
      if (world === undefined || scenario === undefined) throw new Error('not played');
      const { result, unmet } = simulate(world, scenario, { maxEvents: 1000 });
      expect([unmet, result === 'waiting' || result === 'completed']).toEqual([undefined, true]);
    }
  };

  test('time passes before the case is over', async () => {
    await confirmed(drawing(evil + aside('<timeDuration>PT1H</timeDuration>'), ['S A', 'A E']), 'proof-stuck');
  });

  test('a timer that repeats does not go on for ever', async () => {
    await confirmed(
      drawing(
        `${SPLIT}<userTask id="T"/><boundaryEvent id="R" attachedToRef="T" cancelActivity="false"><timerEventDefinition><timeCycle>R/PT1H</timeCycle></timerEventDefinition></boundaryEvent><userTask id="N"/><endEvent id="EN"/><endEvent id="ET"/>`,
        ['S F', 'F A', 'F B', 'F T', 'A E', 'B E', 'T ET', 'R N', 'N EN'],
      ),
      'proof-ended-twice',
    );
  });

  test('a gateway is given its data before it decides, also in a loop that has begun others', async () => {
    const nodes = `<startEvent id="S"/><exclusiveGateway id="M"/><parallelGateway id="F"/><userTask id="A"/><userTask id="B"/><exclusiveGateway id="G" default="G_J"/><parallelGateway id="J"/><endEvent id="E"/>`;
    await confirmed(
      drawing(nodes, ['S M', 'M F', 'F A', 'F B', 'A G', 'G M|again', 'G J', 'B J', 'J E']),
      'proof-stuck',
    );
  });

  test('every inner instance is done, however many there are', async () => {
    const inner = `<startEvent id="S1"/><exclusiveGateway id="G" default="G_B"/><userTask id="A"/><userTask id="B"/><parallelGateway id="J"/><endEvent id="E1"/>${['S1 G', 'G A|x > 1', 'G B', 'A J', 'B J', 'J E1'].map(flowOf).join('')}`;
    const nodes = `<startEvent id="S"/><subProcess id="SP">${inner}<multiInstanceLoopCharacteristics><loopCardinality>3</loopCardinality></multiInstanceLoopCharacteristics></subProcess><endEvent id="E"/>`;
    await confirmed(drawing(nodes, ['S SP', 'SP E']), 'proof-stuck');
  });

  test('a loop is told whether there is another round', async () => {
    const inner = `<startEvent id="S1"/><parallelGateway id="F"/><userTask id="A"/><userTask id="B"/><endEvent id="E1"/>${['S1 F', 'F A', 'F B', 'A E1', 'B E1'].map(flowOf).join('')}`;
    const nodes = `<startEvent id="S"/><subProcess id="SP">${inner}<standardLoopCharacteristics><loopCondition>again</loopCondition></standardLoopCharacteristics></subProcess><endEvent id="E"/>`;
    await confirmed(drawing(nodes, ['S SP', 'SP E']), 'proof-ended-twice');
  });

  test('what the drawing writes itself is left to it', async () => {
    const nodes = `<startEvent id="S"/><userTask id="Z"/><exclusiveGateway id="G" default="G_E3"/><parallelGateway id="F"/><intermediateThrowEvent id="W"><extensionElements><qh:output target="amount" source="5"/></extensionElements></intermediateThrowEvent><exclusiveGateway id="H" default="H_E2"/><parallelGateway id="J"/><endEvent id="E"/><endEvent id="E2"/><endEvent id="E3"/>`;
    await confirmed(
      drawing(nodes, [
        'S Z',
        'Z G',
        'G F|amount > 100',
        'G E3',
        'F J',
        'F W',
        'W H',
        'H J|amount > 100',
        'H E2',
        'J E',
      ]),
      'proof-stuck',
    );
  });

  test('nothing is answered in the stead of a script', async () => {
    const nodes = (value: number): string =>
      `<extensionElements><qh:protected name="amount" type="money"/></extensionElements><startEvent id="S"/><userTask id="Z" qh:writes="amount"/><exclusiveGateway id="G" default="G_E3"/><parallelGateway id="F"/><scriptTask id="W" scriptFormat="feel" qh:resultVariable="amount"><script>${value}</script></scriptTask><exclusiveGateway id="H" default="H_E2"/><parallelGateway id="J"/><endEvent id="E"/><endEvent id="E2"/><endEvent id="E3"/>`;
    const flows = ['S Z', 'Z G', 'G F|amount > 100', 'G E3', 'F J', 'F W', 'W H', 'H J|amount > 100', 'H E2', 'J E'];
    await confirmed(drawing(nodes(5), flows), 'proof-stuck');
    // What it works out is not in the net.
    const { findings } = await proofOf(drawing(nodes(500), flows));
    expect(findings).toMatchObject([{ code: 'proof-stuck', certainty: 'possible' }]);
  });
});

describe('what is confirmed is what the engine shows', () => {
  const choice = `<inclusiveGateway id="G" default="G_O"/><exclusiveGateway id="N"/><exclusiveGateway id="M"/><exclusiveGateway id="O"/><endEvent id="E"/>`;
  // One of two of them holds, which the net does not know.
  const chosen = ['G M|string(a) = "x"', 'G N|string(a) != "x"', 'G O', 'O M', 'N M', 'M E'];
  const called = `<process id="Q" isExecutable="true"><startEvent id="QS"/><userTask id="QT"/><endEvent id="QE"/>${['QS QT', 'QT QE'].map(flowOf).join('')}</process>`;
  const calls = `<startEvent id="S"/><callActivity id="C1" calledElement="Q"/><callActivity id="C2" calledElement="Q"/>`;
  const possible = ['proof-two-tokens possible M', 'proof-ended-twice possible E'];

  test('the end of what is called twice is that of two scopes', async () => {
    const xml = drawing(calls + choice, ['S C1', 'C1 C2', 'C2 G', ...chosen]).replace(
      '</process>',
      `</process>${called}`,
    );
    expect(await toldOf(xml)).toEqual(possible);
  });

  test('so is that of each inner instance, and of each round', async () => {
    const inner = `<startEvent id="S1"/><task id="T1"/><endEvent id="E1"/>${['S1 T1', 'T1 E1'].map(flowOf).join('')}`;
    for (const loop of [
      `<multiInstanceLoopCharacteristics isSequential="true"><loopCardinality>2</loopCardinality></multiInstanceLoopCharacteristics>`,
      `<multiInstanceLoopCharacteristics><loopCardinality>2</loopCardinality></multiInstanceLoopCharacteristics>`,
    ]) {
      const nodes = `<startEvent id="S"/><subProcess id="SP">${inner}${loop}</subProcess>${choice}`;
      expect(await toldOf(drawing(nodes, ['S SP', 'SP G', ...chosen]))).toEqual(possible);
    }
  });

  test('tokens that pass a gateway one after the other do not meet there', async () => {
    const xml = drawing(`${SPLIT}<exclusiveGateway id="M"/>`, ['S F', 'F A', 'F B', 'A M', 'B M', 'M E']);
    expect(await toldOf(xml)).toEqual(['proof-ended-twice confirmed E']);
    expect((await proofOf(xml)).properties).toMatchObject({ safeness: true, properCompletion: false });
  });

  test('where they meet behind it, that is told', async () => {
    const nodes = `${SPLIT}<userTask id="C"/><exclusiveGateway id="M"/><parallelGateway id="J"/>`;
    const xml = drawing(nodes, ['S F', 'F A', 'F B', 'F C', 'A M', 'B M', 'M J', 'C J', 'J E']);
    expect(await toldOf(xml)).toContain('proof-two-tokens confirmed J');
  });

  test('nothing is played once the time is over', async () => {
    const xml = drawing(`${SPLIT}<exclusiveGateway id="M"/>`, ['S F', 'F A', 'F B', 'A M', 'B M', 'M E']);
    // The clock is asked once for the budget, now and then while the net is searched, and then before each play.
    let asked = 0;
    const clock = (): number => asked++ * 100;
    const { sound, findings } = prove(await drawnOf(xml), { ...BUDGET, milliseconds: 450, clock });
    expect(sound).toBe(false);
    expect(findings.at(-1)).toMatchObject({ certainty: 'possible', message: expect.stringContaining('时间已用完') });
  });

  test('a timer in a loop does not go on without end behind what is shown', async () => {
    const nodes = `${SPLIT}<exclusiveGateway id="M"/><parallelGateway id="J"/><boundaryEvent id="T" attachedToRef="A"><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></boundaryEvent>`;
    const xml = drawing(nodes, ['S M', 'M F', 'F A', 'F B', 'A J', 'B J', 'T M', 'J E']);
    const { findings } = await proofOf(xml);
    expect(findings.map(({ certainty }) => certainty)).toEqual(findings.map(() => 'confirmed'));
    for (const { scenario: shown } of findings) {
      const { world } = await prepareWorld({ name: 'x', content: xml, digest: 'x' });
      const { scenario } = readScenario(JSON.stringify(shown));
      if (world === undefined || scenario === undefined) throw new Error('not played');
      const { result, unmet } = simulate(world, scenario, { maxEvents: 1000 });
      expect([result, unmet]).toEqual(['waiting', undefined]);
    }
  });
});
