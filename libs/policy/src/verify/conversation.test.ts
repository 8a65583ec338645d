import { BY_MESSAGE, drawing, GATES, played, proofOf, START } from './testing/pools.js';

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
