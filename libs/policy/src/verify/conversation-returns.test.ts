import { BUDGET, BY_MESSAGE, drawing, played, proofOf, START } from './testing/pools.js';

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
