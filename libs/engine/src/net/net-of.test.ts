import { compile } from '../compile/compile.js';
import type { Definition } from '../compile/graph.js';
import { parseBpmn } from '../parse/index.js';
import { netOf } from './net-of.js';

async function drawn(content: string): Promise<Definition> {
  const xml = `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:qh="urn:quanheng:bpmn:1" id="D" targetNamespace="t"><process id="P" isExecutable="true">${content}</process></definitions>`;
  const { model, findings } = await parseBpmn(xml);
  if (model === undefined) throw new Error(JSON.stringify(findings));
  const { definition, findings: more } = compile(model, { digest: 'test' });
  if (definition === undefined) throw new Error(JSON.stringify(more));
  return definition;
}

const flow = (from: string, to: string, more = ''): string =>
  `<sequenceFlow id="${from}_${to}" sourceRef="${from}" targetRef="${to}"${more}/>`;

const twoTasks = `<userTask id="A"/><userTask id="B"/>${flow('A', 'B')}`;

describe('the net of a definition', () => {
  test('is made once, and again only where the policy has a say', async () => {
    const definition = await drawn(twoTasks);
    expect(netOf(definition)).toBe(netOf(definition));
    expect(netOf(definition, { outcomesOf: () => undefined })).not.toBe(netOf(definition));
  });

  test('is of a process that the definition has', async () => {
    const definition = await drawn(twoTasks);
    expect(() => netOf(definition, { process: 'Other' })).toThrow('the definition has no process Other');
    expect(() => netOf(definition, { process: '__proto__' })).toThrow('no process __proto__');
  });

  test('has a return for each target, or none when asked for none', async () => {
    const definition = await drawn(twoTasks);
    const returns = (net: ReturnType<typeof netOf>): unknown[] =>
      net.transitions.filter(({ action }) => action === 'return').map(({ target }) => target?.id);
    expect(returns(netOf(definition))).toEqual(['A']);
    expect(returns(netOf(definition, { returns: 'none' }))).toEqual([]);
  });

  test('ends work with the outcomes that the policy names', async () => {
    const net = netOf(await drawn(twoTasks), {
      outcomesOf: (node) => (node.id === 'A' ? ['passed', 'failed'] : undefined),
    });
    const outcomes = net.transitions.filter(({ action, node }) => action === 'complete' && node.id === 'A');
    expect(outcomes.map(({ outcome, taken }) => [outcome, taken])).toEqual([
      ['passed', ['A_B']],
      ['failed', ['A_B']],
    ]);
  });
});

const NESTED = 20;

describe('what the net leaves out is a gap', () => {
  test.each<[string, string, string]>([
    ['call-recursive', 'Call', '<callActivity id="Call" calledElement="P"/>'],
    ['call-unresolved', 'Call', '<callActivity id="Call"/>'],
    [
      'trigger-repeated',
      'Ask',
      `${twoTasks}<boundaryEvent id="Ask" attachedToRef="A" cancelActivity="false"><signalEventDefinition/></boundaryEvent>${flow('Ask', 'B')}`,
    ],
    [
      'trigger-repeated',
      'Ask',
      `${twoTasks}<boundaryEvent id="Ask" attachedToRef="A" cancelActivity="false"><signalEventDefinition/></boundaryEvent><parallelGateway id="Fork"/><task id="X"/><task id="Y"/><parallelGateway id="Join"/>${['Ask Fork', 'Fork X', 'Fork Y', 'X Join', 'Y Join'].map((pair) => flow(pair.split(' ')[0]!, pair.split(' ')[1]!)).join('')}`,
    ],
    ['compensation', 'Undo', '<intermediateThrowEvent id="Undo"><compensateEventDefinition/></intermediateThrowEvent>'],
    [
      'inclusive-join-not-matched',
      'Join',
      `${['A', 'B', 'C', 'D', 'E', 'F', 'G'].map((id) => `<userTask id="${id}"/>${flow(id, 'Join')}`).join('')}<inclusiveGateway id="Join"/>`,
    ],
    [
      'net-too-large',
      'S0',
      Array.from({ length: NESTED }).reduceRight<string>(
        (content, _, n) =>
          `<subProcess id="S${n}">${content}<multiInstanceLoopCharacteristics><loopCardinality>2</loopCardinality></multiInstanceLoopCharacteristics></subProcess>`,
        '<userTask id="Deep"/>',
      ),
    ],
  ])('%s', async (code, elementId, content) => {
    const { gaps } = netOf(await drawn(content), { returns: 'none' });
    expect(gaps.map((gap) => gap.code)).toContain(code);
    if (code !== 'net-too-large') expect(gaps).toEqual([{ code, elementId }]);
  });
});
