import {
  compile,
  parseBpmn,
  prepareWorld,
  readScenario,
  simulate,
  validate,
  type SimulationResult,
} from '@quanheng/engine';
import { prove, type Proof } from './index.js';

const BUDGET = { states: 50_000, milliseconds: 10_000, clock: () => 0 };

/** Pools of elements and flows as `"A B"` or `"A B|condition"`, and messages as `"A B"` or `"A B name"`. */
function drawing(pools: readonly (readonly [nodes: string, flows: readonly string[]])[], messages: string[]): string {
  const flow = (text: string): string => {
    const [pair = '', condition] = text.split('|');
    const [source = '', target = ''] = pair.split(' ');
    const inside = condition === undefined ? '' : `<conditionExpression><![CDATA[${condition}]]></conditionExpression>`;
    return `<sequenceFlow id="${source}_${target}" sourceRef="${source}" targetRef="${target}">${inside}</sequenceFlow>`;
  };
  const drawn = pools.map(
    ([nodes, flows], at) => `<process id="P${at}" isExecutable="true">${nodes}${flows.map(flow).join('')}</process>`,
  );
  const participants = pools.map((_, at) => `<participant id="Pool${at}" processRef="P${at}"/>`).join('');
  const sent = messages.map((pair, at) => {
    const [source = '', target = '', name = `m${at}`] = pair.split(' ');
    return `<messageFlow id="M${at}" name="${name}" sourceRef="${source}" targetRef="${target}"/>`;
  });
  return `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:qh="urn:quanheng:bpmn:1" id="D" targetNamespace="urn:t"><collaboration id="C">${participants}<participant id="Outside"/>${sent.join('')}</collaboration>${drawn.join('')}</definitions>`;
}

async function proofOf(xml: string, budget = BUDGET): Promise<Proof> {
  const { model } = await parseBpmn(xml);
  if (model === undefined) throw new Error('not read');
  const { definition, findings } = compile(model, { digest: 'd' });
  const errors = [...findings, ...validate(model)].filter(({ severity }) => severity === 'error');
  if (definition === undefined || errors.length > 0) throw new Error(JSON.stringify(errors));
  return prove({ definition, models: new Map([['', model]]) }, budget);
}

/** What `quanheng simulate` would make of the scenario of a finding. */
async function played(xml: string, scenario: unknown): Promise<SimulationResult> {
  const { world } = await prepareWorld({ name: 'x', content: xml, digest: 'x' });
  const reading = readScenario(JSON.stringify(scenario));
  if (world === undefined || reading.scenario === undefined) throw new Error('not played');
  return simulate(world, reading.scenario);
}

const START = '<startEvent id="S"/>';
const BY_MESSAGE = '<startEvent id="S2"><messageEventDefinition/></startEvent>';
const GATES = '<exclusiveGateway id="G" default="G_B"/><exclusiveGateway id="H"/>';

test('two pools that wait for each other never end, and the engine shows it', async () => {
  const xml = drawing(
    [
      [
        `${START}<receiveTask id="R" name="等待答复"/><sendTask id="T" name="送达"/><endEvent id="E"/>`,
        ['S R', 'R T', 'T E'],
      ],
      [
        '<startEvent id="S2"/><receiveTask id="R2"/><sendTask id="T2"/><endEvent id="E2"/>',
        ['S2 R2', 'R2 T2', 'T2 E2'],
      ],
    ],
    ['T R2', 'T2 R'],
  );
  const { sound, properties, findings } = await proofOf(xml);
  expect(sound).toBe(false);
  expect(properties).toMatchObject({ optionToComplete: false, safeness: true, properCompletion: true });
  const [unheard, ...others] = findings;
  expect(others.map(({ code, elementId }) => [code, elementId])).toEqual([
    ['proof-dead', 'T'],
    ['proof-dead', 'T2'],
  ]);
  expect(unheard).toMatchObject({
    code: 'proof-waits-for-message',
    certainty: 'confirmed',
    severity: 'error',
    line: 1,
  });
  expect(unheard?.message).toMatch(/等待答复.*不会再来/);
  const result = await played(xml, unheard?.scenario);
  expect(result).toMatchObject({ result: 'waiting', waiting: ['R', 'R2'] });
  expect(result.unmet).toBeUndefined();
});

test('what is sent on one branch alone is not always there to be waited for', async () => {
  const pools: Parameters<typeof drawing>[0] = [
    [
      `${START}<userTask id="A"/>${GATES}<sendTask id="T"/><userTask id="B"/><endEvent id="E"/>`,
      ['S A', 'A G', 'G T|amount >= 50000', 'G B', 'T H', 'B H', 'H E'],
    ],
    ['<startEvent id="S2"/><userTask id="A2"/><receiveTask id="R2"/><endEvent id="E2"/>', ['S2 A2', 'A2 R2', 'R2 E2']],
  ];
  const xml = drawing(pools, ['T R2']);
  const { sound, findings } = await proofOf(xml);
  expect(sound).toBe(false);
  expect(findings.map(({ code, certainty, elementId }) => [code, certainty, elementId])).toEqual([
    ['proof-waits-for-message', 'confirmed', 'R2'],
  ]);
  expect(await played(xml, findings[0]?.scenario)).toMatchObject({ result: 'waiting', waiting: ['R2'] });
  // From another pool that is not drawn it could always come.
  expect(await proofOf(drawing(pools, ['Outside R2']))).toMatchObject({ sound: true, findings: [] });
  expect(await proofOf(drawing(pools, ['T R2', 'Outside R2']))).toMatchObject({ sound: true, findings: [] });
});

test.each<[string, Parameters<typeof drawing>[0], string[]]>([
  [
    'an answer to a question',
    [
      [`${START}<sendTask id="T"/><receiveTask id="R"/><endEvent id="E"/>`, ['S T', 'T R', 'R E']],
      [`${BY_MESSAGE}<userTask id="A2"/><endEvent id="E2"><messageEventDefinition/></endEvent>`, ['S2 A2', 'A2 E2']],
    ],
    ['T S2', 'E2 R'],
  ],
  [
    'one answer of two, by an event-based gateway',
    [
      [
        `${START}<sendTask id="T"/><eventBasedGateway id="V"/><intermediateCatchEvent id="Yes"><messageEventDefinition/></intermediateCatchEvent><intermediateCatchEvent id="No"><messageEventDefinition/></intermediateCatchEvent><endEvent id="E"/>`,
        ['S T', 'T V', 'V Yes', 'V No', 'Yes E', 'No E'],
      ],
      [
        `${BY_MESSAGE}<userTask id="A2"/>${GATES}<sendTask id="T2"/><intermediateThrowEvent id="B"><messageEventDefinition/></intermediateThrowEvent><endEvent id="E2"/>`,
        ['S2 A2', 'A2 G', 'G T2|x', 'G B', 'T2 H', 'B H', 'H E2'],
      ],
    ],
    ['T S2', 'T2 No', 'B Yes'],
  ],
  [
    'a message that comes before anybody waits for it',
    [
      [`${START}<sendTask id="T"/><sendTask id="U"/><endEvent id="E"/>`, ['S T', 'T U', 'U E']],
      [
        '<startEvent id="S2"/><receiveTask id="R2"/><userTask id="A2"/><receiveTask id="Q2"/><endEvent id="E2"/>',
        ['S2 R2', 'R2 A2', 'A2 Q2', 'Q2 E2'],
      ],
    ],
    ['T Q2', 'U R2'],
  ],
  [
    'several messages of one name that are kept',
    [
      [`${START}<sendTask id="T"/><sendTask id="U"/><endEvent id="E"/>`, ['S T', 'T U', 'U E']],
      [
        '<startEvent id="S2"/><receiveTask id="R2"/><receiveTask id="Q2"/><endEvent id="E2"/>',
        ['S2 R2', 'R2 Q2', 'Q2 E2'],
      ],
    ],
    ['T R2 m', 'T Q2 m', 'U R2 m', 'U Q2 m'],
  ],
  [
    'more messages of one name than are waited for at a time',
    [
      [
        `${START}<sendTask id="T"/><sendTask id="U"/><sendTask id="V"/><endEvent id="E"/>`,
        ['S T', 'T U', 'U V', 'V E'],
      ],
      [
        '<startEvent id="S2"/><userTask id="A2"/><receiveTask id="R2"/><receiveTask id="Q2"/><receiveTask id="X2"/><endEvent id="E2"/>',
        ['S2 A2', 'A2 R2', 'R2 Q2', 'Q2 X2', 'X2 E2'],
      ],
    ],
    ['T', 'U', 'V'].flatMap((from) => ['R2', 'Q2', 'X2'].map((to) => `${from} ${to} m`)),
  ],
  [
    'questions again and again, each after the answer to the one before',
    [
      [
        `${START}<exclusiveGateway id="J"/><sendTask id="T"/><receiveTask id="R"/><exclusiveGateway id="G" default="G_E"/><endEvent id="E"/>`,
        ['S J', 'J T', 'T R', 'R G', 'G J|more', 'G E'],
      ],
      [`${BY_MESSAGE}<userTask id="A2"/><endEvent id="E2"><messageEventDefinition/></endEvent>`, ['S2 A2', 'A2 E2']],
    ],
    ['T S2', 'E2 R'],
  ],
  [
    'an answer that is waited for where there was a question, and nowhere else, which data decide',
    [
      [
        `${START}<exclusiveGateway id="G" default="G_H"/><intermediateThrowEvent id="T"><messageEventDefinition/></intermediateThrowEvent><exclusiveGateway id="H"/><exclusiveGateway id="K" default="K_E"/><receiveTask id="R"/><endEvent id="E"/>`,
        ['S G', 'G T|amount >= 50000', 'G H', 'T H', 'H K', 'K R|amount >= 50000', 'K E', 'R E'],
      ],
      [
        `${BY_MESSAGE}<exclusiveGateway id="G2" default="G2_E2"/><userTask id="A2"/><endEvent id="E2"><messageEventDefinition/></endEvent>`,
        ['S2 G2', 'G2 A2|amount >= 50000', 'G2 E2', 'A2 E2'],
      ],
    ],
    ['T S2', 'E2 R'],
  ],
  [
    'a withdrawal that may come too late',
    [
      [
        `${START}<sendTask id="T"/><exclusiveGateway id="G" default="G_E"/><endEvent id="E"/><endEvent id="F"><messageEventDefinition/></endEvent>`,
        ['S T', 'T G', 'G E', 'G F|withdrawn'],
      ],
      [
        `${BY_MESSAGE}<userTask id="A2"/><boundaryEvent id="W" attachedToRef="A2"><messageEventDefinition/></boundaryEvent><endEvent id="E2"/><endEvent id="F2"/>`,
        ['S2 A2', 'A2 E2', 'W F2'],
      ],
    ],
    ['T S2', 'F W'],
  ],
])('%s is sound', async (_, pools, messages) => {
  const { sound, findings } = await proofOf(drawing(pools, messages));
  expect([sound, findings.filter(({ severity }) => severity === 'error')]).toEqual([true, []]);
});

test('data of a pool that another one starts are brought by a step of its own', async () => {
  const pools: Parameters<typeof drawing>[0] = [
    [`${START}<sendTask id="T"/><receiveTask id="R"/><endEvent id="E"/>`, ['S T', 'T R', 'R E']],
    [
      `${BY_MESSAGE}<userTask id="B"/><exclusiveGateway id="G" default="G_N"/><sendTask id="T2"/><endEvent id="E2"/><endEvent id="N"/>`,
      ['S2 B', 'B G', 'G T2|agreed', 'G N', 'T2 E2'],
    ],
  ];
  const xml = drawing(pools, ['T S2', 'T2 R']);
  const { findings } = await proofOf(xml);
  expect(findings).toMatchObject([{ code: 'proof-waits-for-message', certainty: 'confirmed' }]);
  expect(await played(xml, findings[0]?.scenario)).toMatchObject({ result: 'waiting', waiting: ['R'] });
});

describe('a return after the answer has come', () => {
  const asking = (more: string): Parameters<typeof drawing>[0] => [
    [
      `${START}<userTask id="A"/><sendTask id="T"/><receiveTask id="R"/><userTask id="B"${more}/><endEvent id="E"/>`,
      ['S A', 'A T', 'T R', 'R B', 'B E'],
    ],
    [
      '<startEvent id="S2"/><receiveTask id="R2"/><userTask id="A2"/><endEvent id="E2"><messageEventDefinition/></endEvent>',
      ['S2 R2', 'R2 A2', 'A2 E2'],
    ],
  ];

  test('waits for an answer that does not come again, which the engine shows and which refuses nothing', async () => {
    const xml = drawing(asking(''), ['T R2', 'E2 R']);
    const { sound, findings } = await proofOf(xml);
    expect(sound).toBe(true);
    expect(findings).toMatchObject([
      { code: 'proof-return-unheard', severity: 'warning', certainty: 'confirmed', message: /退回以后/ },
    ]);
    const steps = (findings[0]?.scenario as { steps: object[] }).steps;
    expect(steps.some((step) => 'return' in step)).toBe(true);
    expect((await played(xml, findings[0]?.scenario)).result).toBe('waiting');
  });

  /** Questions side by side, each answered by a branch of the other pool. */
  const manyAsking = (count: number): string => {
    const all = Array.from({ length: count }, (_, index) => `${index}`);
    const asks = all.map(
      (n) => `<userTask id="A${n}"/><sendTask id="T${n}"/><receiveTask id="R${n}"/><userTask id="B${n}"/>`,
    );
    const answers = all.map(
      (n) =>
        `<receiveTask id="Q${n}"/><userTask id="C${n}"/><intermediateThrowEvent id="U${n}"><messageEventDefinition/></intermediateThrowEvent>`,
    );
    const gates = (n: number): string =>
      `<parallelGateway id="F${n}"/><parallelGateway id="J${n}"/><endEvent id="E${n}"/>`;
    const xml = drawing(
      [
        [
          `${START}${asks.join('')}${gates(1)}`,
          [
            'S F1',
            ...all.flatMap((n) => [`F1 A${n}`, `A${n} T${n}`, `T${n} R${n}`, `R${n} B${n}`, `B${n} J1`]),
            'J1 E1',
          ],
        ],
        [
          `<startEvent id="S2"/>${answers.join('')}${gates(2)}`,
          ['S2 F2', ...all.flatMap((n) => [`F2 Q${n}`, `Q${n} C${n}`, `C${n} U${n}`, `U${n} J2`]), 'J2 E2'],
        ],
      ],
      all.flatMap((n) => [`T${n} Q${n} q${n}`, `U${n} R${n} a${n}`]),
    );
    return xml;
  };

  test('is found among many that wait beside one another, at little cost', async () => {
    const xml = manyAsking(8);
    const { sound, findings, states } = await proofOf(xml);
    expect(sound).toBe(true);
    expect(findings).toMatchObject([{ code: 'proof-return-unheard', certainty: 'confirmed' }]);
    expect(states).toBeLessThan(20_000);
    const { result, unmet } = await played(xml, findings[0]?.scenario);
    expect([result, unmet]).toEqual(['waiting', undefined]);
  });

  test('is said not to be known where pools can be started again, and not that time was lacking', async () => {
    const xml = drawing(
      [
        [
          `${START}<userTask id="A"/><intermediateThrowEvent id="T"><messageEventDefinition/></intermediateThrowEvent><userTask id="W"/><endEvent id="E"/>`,
          ['S A', 'A T', 'T W', 'W E'],
        ],
        [`${BY_MESSAGE}<userTask id="B"/><endEvent id="E2"/>`, ['S2 B', 'B E2']],
      ],
      ['T S2'],
    ).replaceAll('isExecutable="true"', 'isExecutable="true" qh:returns="all"');
    const { sound, findings } = await proofOf(xml);
    expect([sound, findings.map(({ code }) => code)]).toEqual([true, ['proof-return-unknown']]);
    expect(findings[0]?.message).toMatch(/再次启动/);
    expect(findings[0]?.message).not.toMatch(/时限|限定的时间/);
  });

  test('is said not to be known where there is no time to find out', async () => {
    const xml = manyAsking(8);
    const { states } = await proofOf(xml.replaceAll('isExecutable="true"', 'isExecutable="true" qh:returns="none"'));
    const { sound, findings } = await proofOf(xml, { ...BUDGET, states: states + 20 });
    expect([sound, findings.map(({ code, severity }) => [code, severity])]).toEqual([
      true,
      [['proof-return-unknown', 'warning']],
    ]);
  });

  test('asks anew where it leads to before the question, and a pool that begins anew for each question answers', async () => {
    const [[nodes, flows], [others, answering]] = asking(' qh:returnTo="A"') as [
      Parameters<typeof drawing>[0][0],
      Parameters<typeof drawing>[0][1],
    ];
    const anew = others.replace('<startEvent id="S2"/><receiveTask id="R2"/>', BY_MESSAGE);
    const listed = drawing(
      [
        [nodes, flows],
        [anew, ['S2 A2', ...answering.filter((flow) => !flow.includes('R2'))]],
      ],
      ['T S2', 'E2 R'],
    ).replaceAll('isExecutable="true"', 'isExecutable="true" qh:returns="listed"');
    expect(await proofOf(listed)).toMatchObject({ sound: true, findings: [] });
  });

  test('is none where the drawing permits none', async () => {
    const xml = drawing(asking(''), ['T R2', 'E2 R']).replaceAll(
      'isExecutable="true"',
      'isExecutable="true" qh:returns="none"',
    );
    expect(await proofOf(xml)).toMatchObject({ sound: true, findings: [] });
  });
});

test('messages by key are sound if the keys are the same, and that is told', async () => {
  const xml = drawing(
    [
      [`${START}<sendTask id="T"/><receiveTask id="R"/><endEvent id="E"/>`, ['S T', 'T R', 'R E']],
      [`${BY_MESSAGE}<sendTask id="T2" messageRef="Answer"/><endEvent id="E2"/>`, ['S2 T2', 'T2 E2']],
    ],
    ['T S2', 'T2 R'],
  )
    .replace('<collaboration', '<message id="Answer" name="answer" qh:correlation="contract"/><collaboration')
    .replace('<receiveTask id="R"', '<receiveTask id="R" messageRef="Answer"')
    .replace('id="M1" name="m1"', 'id="M1" messageRef="Answer"');
  expect(await proofOf(xml)).toMatchObject({
    sound: true,
    findings: [{ code: 'proof-assumes-keys', severity: 'info', elementId: 'R', message: /关联键/ }],
  });
});

test('an event-based gateway that the answer does not come to never ends', async () => {
  const xml = drawing(
    [
      [
        `${START}<sendTask id="T"/><eventBasedGateway id="V"/><receiveTask id="Yes"/><receiveTask id="No"/><endEvent id="E"/>`,
        ['S T', 'T V', 'V Yes', 'V No', 'Yes E', 'No E'],
      ],
      [
        `${BY_MESSAGE}<userTask id="A2"/>${GATES}<sendTask id="T2"/><sendTask id="U2"/><userTask id="B"/><endEvent id="E2"/><exclusiveGateway id="K" default="K_U2"/>`,
        ['S2 A2', 'A2 K', 'K G|x', 'K U2', 'G T2|y', 'G B', 'T2 H', 'B H', 'U2 H', 'H E2'],
      ],
    ],
    ['T S2', 'T2 Yes', 'U2 No'],
  );
  const { findings } = await proofOf(xml);
  expect(findings).toMatchObject([{ code: 'proof-waits-for-message', certainty: 'confirmed', elementId: 'V' }]);
  expect(await played(xml, findings[0]?.scenario)).toMatchObject({ result: 'waiting', waiting: ['V'] });
});

test('a pool that nobody writes to is dead', async () => {
  const { properties, findings } = await proofOf(
    drawing(
      [
        [
          `${START}<userTask id="A"/><boundaryEvent id="W" attachedToRef="A"><messageEventDefinition/></boundaryEvent><sendTask id="T"/><endEvent id="E"/><endEvent id="F"/>`,
          ['S A', 'A E', 'W T', 'T F'],
        ],
        [`${BY_MESSAGE}<userTask id="A2"/><sendTask id="T2"/><endEvent id="E2"/>`, ['S2 A2', 'A2 T2', 'T2 E2']],
      ],
      ['T S2', 'T2 W'],
    ),
  );
  expect(properties).toMatchObject({ optionToComplete: true, noDeadActivities: false });
  expect(findings.map(({ code, elementId }) => [code, elementId])).toEqual([
    ['proof-dead', 'T'],
    ['proof-dead', 'A2'],
    ['proof-dead', 'T2'],
  ]);
});

test.each<[string, RegExp, Parameters<typeof drawing>[0], string[]]>([
  [
    'that nobody need take before the next is sent',
    /不断发出/,
    [
      [
        `${START}<exclusiveGateway id="J"/><sendTask id="T"/><exclusiveGateway id="G" default="G_E"/><endEvent id="E"/>`,
        ['S J', 'J T', 'T G', 'G J|more', 'G E'],
      ],
      [
        '<startEvent id="S2"/><userTask id="A2"/><boundaryEvent id="W" attachedToRef="A2"><messageEventDefinition/></boundaryEvent><endEvent id="E2"/><endEvent id="F2"/>',
        ['S2 A2', 'A2 E2', 'W F2'],
      ],
    ],
    ['T W'],
  ],
  [
    'that start the other pool while it is at work',
    /同时办理几件/,
    [
      [
        `${START}<sendTask id="T"/><userTask id="A"/><sendTask id="U"/><endEvent id="E"/>`,
        ['S T', 'T A', 'A U', 'U E'],
      ],
      [`${BY_MESSAGE}<userTask id="A2"/><endEvent id="E2"/>`, ['S2 A2', 'A2 E2']],
    ],
    ['T S2 m', 'U S2 m'],
  ],
  [
    'that each of several people waits for, and the other pool sends two of',
    /份数无法计数/,
    [
      [
        `${START}<subProcess id="Each"><startEvent id="S1"/><receiveTask id="R"/><endEvent id="E1"/><sequenceFlow id="x" sourceRef="S1" targetRef="R"/><sequenceFlow id="y" sourceRef="R" targetRef="E1"/><multiInstanceLoopCharacteristics><loopCardinality>3</loopCardinality></multiInstanceLoopCharacteristics></subProcess><endEvent id="E"/>`,
        ['S Each', 'Each E'],
      ],
      ['<startEvent id="S2"/><sendTask id="T2"/><sendTask id="U2"/><endEvent id="E2"/>', ['S2 T2', 'T2 U2', 'U2 E2']],
    ],
    ['T2 R m', 'U2 R m'],
  ],
  [
    'that each reminder asks for',
    /份数无法计数/,
    [
      [
        `${START}<userTask id="A"/><boundaryEvent id="Remind" attachedToRef="A" cancelActivity="false"><timerEventDefinition><timeCycle>R3/PT1H</timeCycle></timerEventDefinition></boundaryEvent><sendTask id="T"/><receiveTask id="R"/><endEvent id="E"/><endEvent id="F"/>`,
        ['S A', 'A E', 'Remind T', 'T R', 'R F'],
      ],
      [`${BY_MESSAGE}<userTask id="A2"/><endEvent id="E2"><messageEventDefinition/></endEvent>`, ['S2 A2', 'A2 E2']],
    ],
    ['T S2', 'E2 R'],
  ],
])('messages %s are more than can be proved', async (_, why, pools, messages) => {
  const { sound, findings } = await proofOf(drawing(pools, messages));
  expect(sound).toBe('unknown');
  expect(findings).toMatchObject([{ code: 'proof-not-governed', message: expect.stringMatching(why) }]);
});
