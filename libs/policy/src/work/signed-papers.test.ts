import { compile, parseBpmn } from '@quanheng/engine';
import { readPolicy } from '../model/index.js';
import { papersBefore } from './signed-papers.js';

const HEAD = `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:qh="urn:quanheng:bpmn:1" id="D" targetNamespace="urn:test"><process id="P" isExecutable="true">`;
const task = (id: string, paper: string): string =>
  `<userTask id="${id}" name="${id}"><extensionElements><qh:evidence name="${paper}"/></extensionElements></userTask>`;
const check = (id: string): string =>
  `<userTask id="${id}" name="${id}"><extensionElements><qh:control kind="check"><qh:act name="审核"><qh:assign post="p"/></qh:act></qh:control></extensionElements></userTask>`;
const flow = (from: string, to: string, outcome?: string): string =>
  `<sequenceFlow id="${from}_${to}" sourceRef="${from}" targetRef="${to}"${outcome === undefined ? '' : ` qh:outcome="${outcome}"`}/>`;
const more = `<sequenceFlow id="More_Start" sourceRef="More" targetRef="Again"><conditionExpression>more = true</conditionExpression></sequenceFlow>`;

async function papersOf(inner: string, ...activities: string[]): Promise<Record<string, readonly string[]>> {
  const { model, findings } = await parseBpmn(`${HEAD}${inner}</process></definitions>`);
  if (model === undefined) throw new Error(JSON.stringify(findings));
  const { definition, findings: faults } = compile(model, { digest: 'd' });
  if (definition === undefined) throw new Error(JSON.stringify(faults));
  const { policy } = readPolicy(model);
  return Object.fromEntries(activities.map((each) => [each, papersBefore(definition, policy, each)]));
}

/** Delivered, accepted and paid round after round. */
const ROUNDS = `<startEvent id="Start"/><exclusiveGateway id="Again"/>${task('Deliver', '送货单')}${check('Accept')}${task('Mend', '整改报告')}
  ${task('Ask', '发票')}${check('Pens')}<exclusiveGateway id="More" default="More_End"/><endEvent id="End"/>
  ${flow('Start', 'Again')}${flow('Again', 'Deliver')}${flow('Deliver', 'Accept')}${flow('Accept', 'Ask', 'passed')}${flow('Accept', 'Mend', 'failed')}
  ${flow('Mend', 'Accept')}${flow('Ask', 'Pens')}${flow('Pens', 'More', 'passed')}${flow('Pens', 'End', 'failed')}${flow('More', 'End')}${more}`;

test('what comes only after a control was passed does not lie before it, though a loop leads back', async () => {
  expect(await papersOf(ROUNDS, 'Accept', 'Pens')).toEqual({
    Accept: ['整改报告', '送货单'],
    Pens: ['发票', '整改报告', '送货单'],
  });
});

test('nor does it where the rounds go through sub-processes', async () => {
  const part = (id: string, steps: string, first: string, control: string): string =>
    `<subProcess id="${id}"><startEvent id="${id}S"/>${steps}<endEvent id="${id}E"/>${flow(`${id}S`, first)}${flow(first, control)}
     ${flow(control, `${id}E`, 'passed')}<endEvent id="${id}N"><errorEventDefinition id="${id}D" errorRef="No"/></endEvent>${flow(control, `${id}N`, 'failed')}</subProcess>
     <boundaryEvent id="${id}B" attachedToRef="${id}"><errorEventDefinition id="${id}F" errorRef="No"/></boundaryEvent>${flow(`${id}B`, 'End')}`;
  const inner = `<startEvent id="Start"/><exclusiveGateway id="Again"/><endEvent id="End"/>
    ${part('Performance', task('Deliver', '送货单') + check('Accept'), 'Deliver', 'Accept')}${part('Pay', task('Ask', '发票') + check('Pens'), 'Ask', 'Pens')}
    <exclusiveGateway id="More" default="More_End"/>${flow('Start', 'Again')}${flow('Again', 'Performance')}${flow('Performance', 'Pay')}${flow('Pay', 'More')}${flow('More', 'End')}${more}`;
  const error = '</process><error id="No" errorCode="no"/><process id="Q">';
  expect(await papersOf(inner + error, 'Accept', 'Pens')).toEqual({
    Accept: ['送货单'],
    Pens: ['发票', '送货单'],
  });
});
