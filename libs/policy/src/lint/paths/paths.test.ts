import { parseBpmn } from '@quanheng/engine';
import { begunAfter, comesTo, controlFlowOf, Runs } from './index.js';

const TIMER = '<timerEventDefinition><timeDuration>P1D</timeDuration></timerEventDefinition>';
const CONDITION = '<conditionExpression>x</conditionExpression>';

/** Nodes as written; flows as `A B` or `A>B` with attributes or a body behind: `A B qh:outcome="passed"`. */
async function flowOf(nodes: string, flows: readonly string[], attributes = '') {
  const lines = flows.map((text, i) => {
    const [from, to, ...rest] = text.split(' ');
    const more = rest.join(' ');
    const body = more.startsWith('<') ? more : '';
    const said = more.startsWith('<') ? '' : more;
    return `<sequenceFlow id="f${i}" sourceRef="${from}" targetRef="${to}" ${said}>${body}</sequenceFlow>`;
  });
  // A flow stands where its source stands.
  const xml = nodes.replace('{flows}', lines.filter((line) => line.includes('sourceRef="i')).join(''));
  const outer = lines.filter((line) => !line.includes('sourceRef="i'));
  const { model, findings } = await parseBpmn(
    `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:qh="urn:quanheng:bpmn:1" id="D" targetNamespace="urn:t">
     <process id="P" ${attributes}>${xml}${outer.join('')}</process></definitions>`,
  );
  expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  const [process] = model?.processes ?? [];
  if (process === undefined) throw new Error('no process');
  return controlFlowOf(process);
}

async function judge(nodes: string, flows: readonly string[], attributes = '') {
  const runs = new Runs(await flowOf(nodes, flows, attributes), new Set(['C']));
  return { act: runs.pathTo('X'), end: runs.pathToEnd() };
}

const BASIC = '<startEvent id="S"/><userTask id="C"/><task id="X"/><endEvent id="E"/>';

test.each<[string, string, string[], boolean, boolean]>([
  ['a control in a row', BASIC, ['S C', 'C X', 'X E'], false, false],
  ['an outcome that is not passed', BASIC, ['S C', 'C X qh:outcome="failed"', 'C E qh:outcome="passed"'], true, true],
  ['an outcome that is passed', BASIC, ['S C', 'C X qh:outcome="passed"', 'C E qh:outcome="failed"'], false, true],
  [
    'outcomes behind a gateway, with a default',
    `${BASIC}<exclusiveGateway id="G" default="f3"/>`,
    ['S C', 'C G', 'G E qh:outcome="passed"', 'G X', 'X E'],
    true,
    true,
  ],
  [
    'the same gateway reached by another way',
    `${BASIC}<exclusiveGateway id="G"/><exclusiveGateway id="B"/>`,
    ['S B', 'B C', 'B G', 'C G', 'G X qh:outcome="passed"', 'G E qh:outcome="failed"', 'X E'],
    true,
    true,
  ],
  [
    'an interrupting time-out',
    `${BASIC}<boundaryEvent id="T" attachedToRef="C">${TIMER}</boundaryEvent>`,
    ['S C', 'C E', 'T X', 'X E'],
    true,
    true,
  ],
  [
    'a reminder beside the control',
    `${BASIC}<boundaryEvent id="T" attachedToRef="C" cancelActivity="false">${TIMER}</boundaryEvent><endEvent id="E2"/>`,
    ['S C', 'C E', 'T X', 'X E2'],
    true,
    false,
  ],
  [
    'link events',
    `${BASIC}<intermediateThrowEvent id="L"><linkEventDefinition name="l"/></intermediateThrowEvent><intermediateCatchEvent id="M"><linkEventDefinition name="l"/></intermediateCatchEvent><exclusiveGateway id="G"/>`,
    ['S G', 'G C', 'G L', 'C E', 'M X', 'X E'],
    true,
    true,
  ],
  [
    'a control in a sub-process',
    '<startEvent id="S"/><subProcess id="U"><startEvent id="iS"/><userTask id="C"/><endEvent id="iE"/>{flows}<sequenceFlow id="g" sourceRef="C" targetRef="iE"/></subProcess><task id="X"/><endEvent id="E"/>',
    ['S U', 'U X', 'X E', 'iS C'],
    false,
    false,
  ],
  [
    'an error out of the sub-process with the control',
    '<startEvent id="S"/><subProcess id="U"><startEvent id="iS"/><exclusiveGateway id="iG"/><userTask id="C"/><endEvent id="iE"/><endEvent id="iF"><errorEventDefinition/></endEvent>{flows}<sequenceFlow id="g" sourceRef="C" targetRef="iE"/></subProcess><boundaryEvent id="B" attachedToRef="U"><errorEventDefinition/></boundaryEvent><task id="X"/><endEvent id="E"/><endEvent id="E2"/>',
    ['S U', 'U X', 'X E', 'B E2', 'iS iG', 'iG C', 'iG iF'],
    false,
    true,
  ],
  [
    'an event sub-process that ends the process',
    `<startEvent id="S"/><userTask id="C"/><endEvent id="E"/><subProcess id="U" triggeredByEvent="true"><startEvent id="iS">${TIMER}</startEvent><task id="X"/>{flows}</subProcess>`,
    ['S C', 'C E', 'iS X'],
    true,
    true,
  ],
  [
    'an event sub-process beside the process',
    `<startEvent id="S"/><userTask id="C"/><endEvent id="E"/><subProcess id="U" triggeredByEvent="true"><startEvent id="iS" isInterrupting="false">${TIMER}</startEvent><task id="X"/>{flows}</subProcess>`,
    ['S C', 'C E', 'iS X'],
    true,
    false,
  ],
  [
    'a control that an empty collection skips',
    '<startEvent id="S"/><userTask id="C"><multiInstanceLoopCharacteristics qh:collection="list"/></userTask><task id="X"/><endEvent id="E"/>',
    ['S C', 'C X', 'X E'],
    true,
    true,
  ],
  [
    'a control that is run a fixed number of times',
    '<startEvent id="S"/><userTask id="C"><multiInstanceLoopCharacteristics><loopCardinality>2</loopCardinality></multiInstanceLoopCharacteristics></userTask><task id="X"/><endEvent id="E"/>',
    ['S C', 'C X', 'X E'],
    false,
    false,
  ],
  [
    'parallel branches that end apart: both have to be done',
    `${BASIC}<parallelGateway id="G"/><endEvent id="E2"/>`,
    ['S G', 'G C', 'G X', 'C E', 'X E2'],
    true,
    false,
  ],
  [
    'a branch that terminates the other',
    `${BASIC}<parallelGateway id="G"/><endEvent id="E2"><terminateEventDefinition/></endEvent>`,
    ['S G', 'G C', 'G X', 'C E', 'X E2'],
    true,
    true,
  ],
  [
    'a parallel branch joined before',
    `${BASIC}<parallelGateway id="G"/><parallelGateway id="J"/><task id="A"/>`,
    ['S G', 'G C', 'G A', 'C J', 'A J', 'J X', 'X E'],
    false,
    false,
  ],
  [
    'flows behind an activity that are all taken, and one that may be',
    `${BASIC}<task id="A"/><endEvent id="E2"/>`,
    ['S A', 'A C', `A X ${CONDITION}`, 'C E', 'X E2'],
    true,
    false,
  ],
  ['no start event: everything that nothing leads to begins', '<userTask id="C"/><task id="X"/>', [], true, false],
  [
    'compensation is no way to the end',
    '<startEvent id="S"/><task id="A"/><boundaryEvent id="B" attachedToRef="A"><compensateEventDefinition/></boundaryEvent><task id="X" isForCompensation="true"/><association id="as" sourceRef="B" targetRef="X"/><userTask id="C"/><endEvent id="E"/>',
    ['S A', 'A C', 'C E'],
    true,
    false,
  ],
])('%s', async (_name, nodes, flows, act, end) => {
  const answer = await judge(nodes, flows);
  expect([answer.act !== null, answer.end !== null]).toEqual([act, end]);
});

test('a path is told from its beginning', async () => {
  const { act } = await judge(`${BASIC}<exclusiveGateway id="G"/>`, ['S G', 'G C', 'G X', 'C X', 'X E']);
  expect(act).toEqual(['S', 'G', 'X']);
});

describe('what may come after', () => {
  const nodes =
    '<startEvent id="S"/><userTask id="A"/><userTask id="C"/><userTask id="B"/><task id="X"/><endEvent id="E"/>';
  const flows = ['S A', 'A C', 'C B', 'B X', 'X E'];

  test.each([
    ['all', '', ['A', 'B', 'C', 'E', 'X']],
    ['none', 'qh:returns="none"', ['B', 'E', 'X']],
    ['listed and not there', 'qh:returns="listed"', ['B', 'E', 'X']],
  ])('returns: %s', async (_name, attributes, expected) => {
    const begun = begunAfter(await flowOf(nodes, flows, attributes), 'C', new Set());
    expect([...begun].filter((id) => id !== 'S' && id !== 'P').sort()).toEqual(expected);
  });

  test('returns that are listed', async () => {
    const listed = nodes.replace('<userTask id="B"/>', '<userTask id="B" qh:returnTo="A"/>');
    const begun = begunAfter(await flowOf(listed, flows, 'qh:returns="listed"'), 'C', new Set());
    expect(begun.has('A')).toBe(true);
  });

  test('a return leads back through the control', async () => {
    const flow = await flowOf(nodes, flows);
    expect(begunAfter(flow, 'A', new Set(['C'])).has('X')).toBe(false);
  });
});

test('one comes to a control from where it is still ahead, and not from where only what stands behind it leads back', async () => {
  const gateways = ['Again', 'G', 'J'].map((id) => `<exclusiveGateway id="${id}"/>`).join('');
  const flow = await flowOf(`${gateways}${BASIC}`, [
    ...['S Again', 'Again G', `G C ${CONDITION}`, `G J ${CONDITION}`, 'C J', 'J X'],
    ...['X E qh:outcome="passed"', 'X Again qh:outcome="failed"'],
  ]);
  expect(comesTo(flow, 'Again', 'C', new Set(['X']))).toBe(true);
  expect(comesTo(flow, 'J', 'C', new Set(['X']))).toBe(false);
});
