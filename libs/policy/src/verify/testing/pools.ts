import {
  compile,
  parseBpmn,
  prepareWorld,
  readScenario,
  simulate,
  validate,
  type SimulationResult,
} from '@quanheng/engine';
import { prove, type Proof } from '../index.js';

export const BUDGET = { states: 50_000, milliseconds: 10_000, clock: () => 0 };

/** Pools of elements and flows as `"A B"` or `"A B|condition"`, and messages as `"A B"` or `"A B name"`. */
export function drawing(
  pools: readonly (readonly [nodes: string, flows: readonly string[]])[],
  messages: string[],
): string {
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

export async function proofOf(xml: string, budget = BUDGET): Promise<Proof> {
  const { model } = await parseBpmn(xml);
  if (model === undefined) throw new Error('not read');
  const { definition, findings } = compile(model, { digest: 'd' });
  const errors = [...findings, ...validate(model)].filter(({ severity }) => severity === 'error');
  if (definition === undefined || errors.length > 0) throw new Error(JSON.stringify(errors));
  return prove({ definition, models: new Map([['', model]]) }, budget);
}

/** What `quanheng simulate` would make of the scenario of a finding. */
export async function played(xml: string, scenario: unknown): Promise<SimulationResult> {
  const { world } = await prepareWorld({ name: 'x', content: xml, digest: 'x' });
  const reading = readScenario(JSON.stringify(scenario));
  if (world === undefined || reading.scenario === undefined) throw new Error('not played');
  return simulate(world, reading.scenario);
}

export const START = '<startEvent id="S"/>';
export const BY_MESSAGE = '<startEvent id="S2"><messageEventDefinition/></startEvent>';
export const GATES = '<exclusiveGateway id="G" default="G_B"/><exclusiveGateway id="H"/>';
