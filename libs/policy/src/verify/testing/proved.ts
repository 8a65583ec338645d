import { compile, parseBpmn } from '@quanheng/engine';
import { prove, type Drawn, type Proof } from '../index.js';

/** No limit of time: what is asserted does not depend on the machine. */
export const BUDGET = { states: 50_000, milliseconds: 10_000, clock: () => 0 };

/** A process with flows as `"A B"` or `"A B|condition"`, whose ids are `A_B`. */
export function drawing(nodes: string, flows: readonly string[], around = ''): string {
  return `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:qh="urn:quanheng:bpmn:1" id="Document" targetNamespace="urn:t">${around}<process id="P" isExecutable="true">${nodes}${flows.map(flowOf).join('')}</process></definitions>`;
}

export function flowOf(flow: string): string {
  const [pair = '', condition] = flow.split('|');
  const [source = '', target = ''] = pair.split(' ');
  const inside = condition === undefined ? '' : `<conditionExpression><![CDATA[${condition}]]></conditionExpression>`;
  return `<sequenceFlow id="${source}_${target}" sourceRef="${source}" targetRef="${target}">${inside}</sequenceFlow>`;
}

export async function drawnOf(xml: string): Promise<Drawn> {
  const { model } = await parseBpmn(xml);
  if (model === undefined) throw new Error('not read');
  const { definition, findings } = compile(model, { digest: 'd' });
  if (definition === undefined) throw new Error(JSON.stringify(findings));
  return { definition, models: new Map([['', model]]) };
}

export async function proofOf(xml: string): Promise<Proof> {
  return prove(await drawnOf(xml), BUDGET);
}

/** Findings in short: code, certainty and element. */
export async function toldOf(xml: string): Promise<string[]> {
  return (await proofOf(xml)).findings.map(
    ({ code, certainty, elementId }) => `${code} ${certainty ?? ''} ${elementId ?? ''}`,
  );
}
