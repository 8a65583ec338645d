import { compile, decisionsOf, parseBpmn } from '@quanheng/engine';
import { prove, type Drawn, type Proof } from '../../index.js';

export const SEEDS = Number(process.env['VERIFY_SEEDS'] ?? '40');
export const BUDGET = { states: 50_000, milliseconds: 10_000, clock: () => 0 };

/** A process with flows as `"A B"` or `"A B|condition"`; `"A B|"` is the default. */
export function drawing(nodes: string, flows: readonly string[], extensions = ''): string {
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
export const TABLE = (
  large: string,
  output: string,
) => `<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="dmn" name="levels" namespace="urn:levels">
<inputData id="i" name="amount"><variable name="amount"/></inputData>
<decision id="level" name="level"><variable name="level"/><informationRequirement><requiredInput href="#i"/></informationRequirement>
<decisionTable hitPolicy="FIRST"><input><inputExpression><text>amount</text></inputExpression></input><output name="level"/>
<rule><inputEntry><text>${large}</text></inputEntry><outputEntry><text>"large"</text></outputEntry></rule>
<rule><inputEntry><text>-</text></inputEntry><outputEntry><text>${output}</text></outputEntry></rule></decisionTable></decision></definitions>`;

export async function drawn(xml: string, dmn?: string): Promise<Drawn> {
  const { model, findings } = await parseBpmn(xml);
  if (model === undefined) throw new Error(JSON.stringify(findings));
  const decisions = decisionsOf(dmn === undefined ? [] : [{ name: 'd.dmn', text: dmn }]);
  expect(decisions.findings).toEqual([]);
  const compiled = compile(model, { digest: 'd', links: { decision: (name) => decisions.find(name) } });
  if (compiled.definition === undefined) throw new Error(JSON.stringify(compiled.findings));
  return { definition: compiled.definition, models: new Map([['', model]]) };
}

export async function proofOf(xml: string, dmn?: string): Promise<Proof> {
  return prove(await drawn(xml, dmn), BUDGET);
}

export const codes = ({ findings }: Proof) => findings.map(({ code, certainty }) => `${code} ${certainty ?? ''}`);

export const PROTECTED = '<extensionElements><qh:protected name="amount" type="money"/></extensionElements>';

/** One gateway splits, and a later one decides whether to wait for two: right only if both decide alike. */
export const TWICE = `<startEvent id="S"/><userTask id="Fill"/><exclusiveGateway id="X"/><parallelGateway id="F"/><manualTask id="A"/><manualTask id="B"/><manualTask id="C"/>
<exclusiveGateway id="YA"/><exclusiveGateway id="YC"/><exclusiveGateway id="M"/><exclusiveGateway id="N"/><parallelGateway id="J"/><endEvent id="E"/>`;
export const twice = (first: string, second: string, third: string, nodes = TWICE, extensions = '') =>
  drawing(
    nodes,
    [
      ...['S Fill', 'Fill X', `X F|${first}`, 'X C|', 'F A', 'F B', 'A YA', `YA N|${second}`, 'YA M|', 'B J'],
      ...['C YC', `YC N|${third}`, 'YC M|', 'N J', 'J M', 'M E'],
    ],
    extensions,
  );

/** The first gateway left out: the task before it chooses itself. */
export const byTask = (xml: string) =>
  xml
    .replace('<exclusiveGateway id="X" default="X_C"/>', '')
    .replace('<userTask id="Fill"/>', '<userTask id="Fill" default="X_C"/>')
    .replace(/<sequenceFlow id="Fill_X".*?<\/sequenceFlow>/, '')
    .replaceAll('sourceRef="X"', 'sourceRef="Fill"');

/** What is asked three times is true, false, and true again: then it stands still. */
export const thrice = (beside: string) =>
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
