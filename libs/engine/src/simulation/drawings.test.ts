import { bpmn, elements, play, processOf } from './testing/play.js';

/** Drawings as editors and other engines leave them, and those on which engines go wrong; judged by BPMN 2.0.2. */

const WAIT = { wait: true };
const timer = (duration: string) =>
  `<timerEventDefinition><timeDuration>${duration}</timeDuration></timerEventDefinition>`;
const script = (id: string, text: string, variable: string) =>
  `<scriptTask id="${id}" qh:resultVariable="${variable}"><script>${text}</script></scriptTask>`;
const flows = (...pairs: string[]) =>
  pairs.map((pair) => {
    const [source = '', target = ''] = pair.split(' ');
    return `<sequenceFlow id="${source}_${target}" sourceRef="${source}" targetRef="${target}"/>`;
  });

describe('joins', () => {
  it('exclusive: neither waits for other tokens nor ends them', async () => {
    const nodes =
      '<startEvent id="S"/><parallelGateway id="F"/><userTask id="A"/><userTask id="B"/><exclusiveGateway id="J"/><task id="C"/><endEvent id="E"/>';
    const xml = bpmn(processOf('P', nodes, ['S F', 'F A', 'F B', 'A J', 'B J', 'J C', 'C E']));
    const { result, trace } = await play(xml, { behaviours: { B: WAIT } });
    expect(elements(trace, 'elementCompleted')).toEqual(['S', 'F', 'A', 'J', 'C', 'E']);
    expect(result).toMatchObject({ result: 'waiting', waiting: ['B'] });
  });

  it('parallel: two tokens on one flow are no token on the other (§10.6.5)', async () => {
    const nodes =
      '<startEvent id="S"/><parallelGateway id="F"/><task id="A"/><task id="B"/><exclusiveGateway id="M"/><userTask id="C"/><parallelGateway id="J"/><endEvent id="E"/>';
    const xml = bpmn(processOf('P', nodes, ['S F', 'F A', 'F B', 'F C', 'A M', 'B M', 'M J', 'C J', 'J E']));
    const early = await play(xml, { behaviours: { C: WAIT } });
    expect(elements(early.trace, 'elementCompleted')).not.toContain('J');
    const { result, trace } = await play(xml);
    expect(elements(trace, 'elementCompleted').filter((id) => id === 'J')).toHaveLength(1);
    expect(result).toMatchObject({ result: 'waiting', waiting: ['J'] });
  });

  const upstream = bpmn(
    processOf(
      'P',
      `<startEvent id="S"/><parallelGateway id="F"/><task id="A"/><userTask id="B"/><exclusiveGateway id="X" default="X_E2"/>
       <inclusiveGateway id="J"/><endEvent id="E"/><endEvent id="E2"/>`,
      ['S F', 'F A', 'A J', 'F B', 'B X', 'X J|go', 'X E2', 'J E'],
    ),
  );
  it.each<[boolean, string[]]>([
    [true, ['B', 'X', 'J', 'E']],
    [false, ['B', 'X', 'E2', 'J', 'E']],
  ])('inclusive: wait as long as a token could still come, whether it does (%s) or not', async (go, end) => {
    const { result, trace } = await play(upstream, { variables: { go }, steps: [{ complete: 'B' }] });
    expect(elements(trace, 'elementCompleted')).toEqual(['S', 'F', 'A', ...end]);
    expect(result.result).toBe('completed');
  });

  it('inclusive: does not wait for its own token in a loop', async () => {
    const nodes = `<startEvent id="S"/><inclusiveGateway id="J"/>${script('A', 'i + 1', 'i')}<exclusiveGateway id="X" default="X_E"/><endEvent id="E"/>`;
    const xml = bpmn(processOf('P', nodes, ['S J', 'J A', 'A X', 'X J|i < 3', 'X E']));
    const { result } = await play(xml, { variables: { i: 0 } });
    expect(result).toMatchObject({ result: 'completed', variables: { i: 3 } });
  });

  it('inclusive: two that wait for each other stand still, and both are told', async () => {
    const nodes = `<startEvent id="S"/><parallelGateway id="F"/><inclusiveGateway id="J"/><inclusiveGateway id="K"/>
      <exclusiveGateway id="X" default="X_E"/><exclusiveGateway id="Y" default="Y_E"/><endEvent id="E"/>`;
    const pairs = ['S F', 'F J', 'F K', 'J X', 'X K|false', 'X E', 'K Y', 'Y J|false', 'Y E'];
    const { result } = await play(bpmn(processOf('P', nodes, pairs)));
    expect(result.result).toBe('waiting');
    expect([...result.waiting].sort()).toEqual(['J', 'K']);
  });
});

describe('scopes', () => {
  it('a terminate end event ends its own sub-process and nothing around it (§10.5.3)', async () => {
    const inside = `<startEvent id="SS"/><parallelGateway id="G"/><userTask id="W"/><endEvent id="EE"/>
      <endEvent id="T"><terminateEventDefinition/></endEvent>${flows('SS G', 'G W', 'W EE', 'G T').join('')}`;
    const nodes = `<startEvent id="S"/><parallelGateway id="F"/><subProcess id="U">${inside}</subProcess><userTask id="O"/><parallelGateway id="J"/><endEvent id="E"/>`;
    const xml = bpmn(processOf('P', nodes, ['S F', 'F U', 'F O', 'U J', 'O J', 'J E']));
    const { result, trace } = await play(xml, { behaviours: { W: WAIT, O: WAIT } });
    expect(elements(trace, 'elementCancelled')).toEqual(['W']);
    expect(elements(trace, 'elementCompleted')).toContain('U');
    expect(result).toMatchObject({ result: 'waiting', waiting: ['O'] });
  });

  it('an error of an error handler goes outwards, not back to the handler', async () => {
    const handler = `<subProcess id="H" triggeredByEvent="true"><startEvent id="HS"><errorEventDefinition errorRef="X"/></startEvent>
      <serviceTask id="B"/><endEvent id="HE"/>${flows('HS B', 'B HE').join('')}</subProcess>`;
    const inside = `<startEvent id="SS"/><serviceTask id="A"/><endEvent id="EE"/>${flows('SS A', 'A EE').join('')}${handler}`;
    const nodes = `<startEvent id="S"/><subProcess id="U">${inside}</subProcess>
      <boundaryEvent id="C" attachedToRef="U"><errorEventDefinition errorRef="X"/></boundaryEvent><endEvent id="E"/><endEvent id="F"/>`;
    const xml = bpmn(`<error id="X" errorCode="X"/>${processOf('P', nodes, ['S U', 'U E', 'C F'])}`);
    const { result, trace } = await play(xml, { behaviours: { A: { error: 'X' }, B: { error: 'X' } } });
    expect(elements(trace, 'elementCompleted')).toEqual(['S', 'SS', 'HS', 'C', 'F']);
    expect(result.result).toBe('completed');
  });

  it('a call is compensated by what it called, the last first', async () => {
    const undo = (
      id: string,
    ) => `<boundaryEvent id="C${id}" attachedToRef="${id}"><compensateEventDefinition/></boundaryEvent>
      <serviceTask id="U${id}" isForCompensation="true"/><association id="L${id}" associationDirection="One" sourceRef="C${id}" targetRef="U${id}"/>`;
    const caller =
      '<startEvent id="S"/><callActivity id="C" calledElement="Q"/><intermediateThrowEvent id="T"><compensateEventDefinition/></intermediateThrowEvent><endEvent id="E"/>';
    const called = `<startEvent id="QS"/><serviceTask id="A"/><serviceTask id="B"/><endEvent id="QE"/>${undo('A')}${undo('B')}`;
    const xml = bpmn(processOf('P', caller, ['S C', 'C T', 'T E']) + processOf('Q', called, ['QS A', 'A B', 'B QE']));
    const { trace } = await play(xml, { process: 'P', behaviours: { UB: { delay: 'PT1H' } } });
    const done = elements(trace, 'elementCompleted');
    expect(done.slice(done.indexOf('C'))).toEqual(['C', 'UB', 'UA', 'T', 'E']);
  });

  it('a non-interrupting event sub-process keeps its sub-process open', async () => {
    const handler = `<subProcess id="H" triggeredByEvent="true"><startEvent id="HS" isInterrupting="false"><signalEventDefinition signalRef="X"/></startEvent>
      <userTask id="B"/><endEvent id="HE"/>${flows('HS B', 'B HE').join('')}</subProcess>`;
    const inside = `<startEvent id="SS"/><userTask id="A"/><endEvent id="EE"/>${flows('SS A', 'A EE').join('')}${handler}`;
    const nodes = `<startEvent id="S"/><subProcess id="U">${inside}</subProcess><endEvent id="E"/>`;
    const xml = bpmn(`<signal id="X" name="X"/>${processOf('P', nodes, ['S U', 'U E'])}`);
    const steps = [{ signal: 'X' }, { complete: 'A' }, { complete: 'B' }];
    const { trace } = await play(xml, { steps });
    expect(elements(trace, 'elementCompleted')).toEqual(['S', 'SS', 'HS', 'A', 'EE', 'B', 'HE', 'H', 'U', 'E']);
  });
});

describe('multi-instance', () => {
  it('of a called process keeps the results of the calls apart', async () => {
    const call = `<callActivity id="C" calledElement="Q"><extensionElements><qh:input target="y" source="x"/><qh:output target="r" source="z"/></extensionElements>
      <multiInstanceLoopCharacteristics qh:collection="[3, 1, 2]" qh:element="x" qh:outputCollection="rs" qh:outputElement="r"/></callActivity>`;
    const called = `<startEvent id="QS"/>${script('A', 'y * 10', 'z')}<endEvent id="QE"/>`;
    const xml = bpmn(
      processOf('P', `<startEvent id="S"/>${call}<endEvent id="E"/>`, ['S C', 'C E']) +
        processOf('Q', called, ['QS A', 'A QE']),
    );
    const { result } = await play(xml, { process: 'P' });
    expect(result.variables).toEqual({ rs: [30, 10, 20] });
  });

  it('for which nothing says how often is an incident: it does not pass over the task', async () => {
    const nodes =
      '<startEvent id="S"/><userTask id="A"><multiInstanceLoopCharacteristics/></userTask><endEvent id="E"/>';
    const xml = bpmn(processOf('P', nodes, ['S A', 'A E']).replace('"true"', '"false"'));
    const { result, trace } = await play(xml);
    expect(result).toMatchObject({ result: 'incident', waiting: ['A'] });
    expect(trace.find(({ event }) => event === 'incidentRaised')?.['message']).toMatch(/nothing says how often/);
  });

  it('interrupted by its boundary timer counts what was done', async () => {
    const nodes = `<startEvent id="S"/><userTask id="A"><multiInstanceLoopCharacteristics><loopCardinality>3</loopCardinality></multiInstanceLoopCharacteristics></userTask>
      <boundaryEvent id="B" attachedToRef="A">${timer('PT1H')}</boundaryEvent><endEvent id="E"/><endEvent id="F"/>`;
    const xml = bpmn(processOf('P', nodes, ['S A', 'A E', 'B F']));
    const { trace } = await play(xml, { behaviours: { A: WAIT }, steps: [{ complete: 'A' }] });
    const counters = (event: string) => trace.filter((line) => line.event === event).map((line) => line.loopCounter);
    expect(counters('elementCancelled')).toEqual([2, 3]);
    expect(elements(trace, 'bodyCancelled')).toEqual(['A']);
    expect(elements(trace, 'elementCompleted')).toEqual(['S', 'A', 'B', 'F']);
  });
});

describe('files of other editors', () => {
  const plain = bpmn(
    processOf(
      'P',
      '<startEvent id="S"/><userTask id="A" name="填写 报销单"/><exclusiveGateway id="G" default="G_F"/><endEvent id="E"/><endEvent id="F"/>',
      ['S A', 'A G', 'G E|金额 > 1', 'G F'],
    ).replace(' isExecutable="true"', ''),
  );
  const prefixed = (prefix: string) =>
    plain
      .replace(/<(\/?)(?=[a-z])(?!\?)/gi, `<$1${prefix}:`)
      .replace('xmlns="http', `xmlns:${prefix}="http`)
      .replaceAll('"tFormalExpression"', `"${prefix}:tFormalExpression"`);

  it.each(['bpmn', 'bpmn2', 'semantic', 'model'])('with the prefix %s', async (prefix) => {
    const { result, trace } = await play(prefixed(prefix), { variables: { 金额: 2 } });
    expect(result.result).toBe('completed');
    expect(elements(trace, 'elementCompleted')).toEqual(['S', 'A', 'G', 'E']);
  });

  it.each(['${x > 1}', '#{x}', 'x == 1', 'a && b', "x = 'a'", '!x'])(
    'whose conditions are in another language are refused: %s',
    async (condition) => {
      const foreign = plain.replace('金额 > 1', () => condition);
      await expect(play(foreign)).rejects.toThrow(/feel-syntax.*G_E/);
    },
  );
});
