import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import fc from 'fast-check';

import type { Finding } from '../findings/finding.js';
import { parseBpmn } from '../parse/index.js';
import { validate } from './validate.js';

/** Findings on the given content of one process, whatever the parser thinks of it. */
async function check(content: string, attributes = 'isExecutable="true"', roots = ''): Promise<Finding[]> {
  const { model } = await parseBpmn(
    `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="D" targetNamespace="urn:t">${roots}
<process id="P" ${attributes}>
${content}
</process></definitions>`,
  );
  if (model === undefined) throw new Error('no model');
  return validate(model);
}

const codes = (findings: readonly Finding[]) => findings.map((finding) => `${finding.severity} ${finding.code}`);

test('an empty process breaks no rule', async () => {
  expect(await check('')).toEqual([]);
});

test('a finding says where, by which section, and what to do', async () => {
  expect(await check('<startEvent id="S" name="Go&#10; now" />\n<task id="A" />')).toEqual([
    {
      code: 'start-and-end-event',
      severity: 'error',
      elementId: 'S',
      line: 3,
      rule: 'BPMN 2.0.2 §10.5.2, §10.5.3',
      message: expect.stringContaining('Start event "Go now" (S) has no end event'),
    },
    expect.objectContaining({ code: 'start-event-outgoing', line: 3 }),
    expect.objectContaining({ code: 'missing-incoming', elementId: 'A', line: 4 }),
  ]);
});

test('what only execution needs is a warning in a drawing and an error where it is to be executed', async () => {
  const event = `<intermediateCatchEvent id="T"><timerEventDefinition /></intermediateCatchEvent><task id="A" />
    <sequenceFlow id="F1" sourceRef="A" targetRef="T" /><sequenceFlow id="F2" sourceRef="T" targetRef="A" />`;
  expect(codes(await check(event))).toEqual(['error timer-definition']);
  expect(codes(await check(event, 'isExecutable="false"'))).toEqual(['warning timer-definition']);
  expect(codes(await check(event, ''))).toEqual(['warning timer-definition']);
});

test('structure is an error in a drawing too', async () => {
  expect(codes(await check('<startEvent id="S" />', 'isExecutable="false"'))).toEqual([
    'error start-and-end-event',
    'error start-event-outgoing',
  ]);
});

test('texts of blanks only say nothing', async () => {
  const findings = await check(
    `<startEvent id="S"><timerEventDefinition><timeDate> </timeDate></timerEventDefinition></startEvent>
    <exclusiveGateway id="G" /><endEvent id="E"><errorEventDefinition errorRef="Err" /></endEvent><endEvent id="E2" />
    <sequenceFlow id="F0" sourceRef="S" targetRef="G"><conditionExpression> </conditionExpression></sequenceFlow>
    <sequenceFlow id="F1" sourceRef="G" targetRef="E"><conditionExpression> </conditionExpression></sequenceFlow>
    <sequenceFlow id="F2" sourceRef="G" targetRef="E2"><conditionExpression>true</conditionExpression></sequenceFlow>`,
    'isExecutable="true"',
    '<error id="Err" errorCode=" " />',
  );
  expect(findings.map((finding) => `${finding.elementId} ${finding.code}`).sort()).toEqual([
    'E error-code',
    'F1 condition-missing',
    'S timer-definition',
  ]);
});

test('errors come first, then warnings, each by line', async () => {
  const findings = await check(`<task id="T0" /><scriptTask id="T1" />
    <startEvent id="S" />
    <task id="A" startQuantity="0" /><endEvent id="E" /><sequenceFlow id="F" sourceRef="S" targetRef="E" />`);
  const order = findings.map((finding) => [finding.severity === 'error' ? 0 : 1, finding.line ?? 0] as const);
  expect(order).toEqual([...order].sort((a, b) => a[0] - b[0] || a[1] - b[1]));
  expect(findings.some((finding) => finding.severity === 'warning')).toBe(true);
});

test('ids that are names of object properties are ids like any other', async () => {
  const ids = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'prototype'];
  const content = ids.map((id) => `<task id="${id}" />`).join('');
  const flows = ids.map(
    (id, i) => `<sequenceFlow id="F${i}" sourceRef="${id}" targetRef="${ids[(i + 1) % ids.length]}" />`,
  );
  expect(await check(content + flows.join(''))).toEqual([]);
  expect(Object.keys(Object.prototype)).toEqual([]);
});

test('whatever refers to whatever, every rule gives findings and never throws', async () => {
  const folder = join(__dirname, 'diagrams');
  const diagrams = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.bpmn'))
    .map((file) => readFileSync(join(folder, file), 'utf8'));
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...diagrams), fc.infiniteStream(fc.nat(9)), async (diagram, choices) => {
      const ids = [...diagram.matchAll(/ id="(\w+)"/g)].map((match) => match[1] ?? '');
      const next = () => Number(choices.next().value);
      const mixed = diagram.replace(/(\w+)="(\w+)"/g, (attribute, name: string) => {
        if (name === 'id' || next() > 3) return attribute;
        return `${name}="${ids[(next() * 10 + next()) % ids.length]}"`;
      });
      const { model } = await parseBpmn(mixed);
      for (const finding of model === undefined ? [] : validate(model)) {
        expect(finding).toMatchObject({ elementId: expect.any(String), message: expect.stringMatching(/\.$/) });
        expect(finding.message).not.toMatch(/undefined|null|NaN|\[object/);
      }
    }),
    { numRuns: 300 },
  );
});

test('judges thousands of elements in a moment', async () => {
  const count = 5000;
  const tasks = Array.from({ length: count }, (_, i) => `<task id="T${i}" />`);
  const flows = tasks.slice(1).map((_, i) => `<sequenceFlow id="F${i}" sourceRef="T${i}" targetRef="T${i + 1}" />`);
  const findings = await check(tasks.join('') + flows.join(''));
  expect(findings).toEqual([]);
}, 10_000);
