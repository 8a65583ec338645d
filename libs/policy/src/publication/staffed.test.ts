import { parseBpmn } from '@quanheng/engine';
import { compiled } from '../design/judge-drawing.js';
import { readOrganisation } from '../lint/organisation-file/read.js';
import { flows, officeOf, task } from '../staffing/process/testing/drawn.js';
import { publicationFindings } from './findings.js';

const document = (process: string, body: string): string =>
  `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:qh="urn:quanheng:bpmn:1" id="D" targetNamespace="urn:t">
    <process id="${process}" isExecutable="true"><startEvent id="S"/>${body}<endEvent id="E"/></process></definitions>`;
const CALLING = document(
  'P',
  `${task('A', 'post="clerk"')}<callActivity id="C" calledElement="Q"/>${flows('S', 'A', 'C', 'E')}`,
);

async function foundWith(post: string) {
  const { model } = await parseBpmn(CALLING);
  const called = document('Q', `${task('B', `post="${post}"`)}${flows('S', 'B', 'E')}`);
  const { drawn } =
    model === undefined ? {} : await compiled(model, { decisions: [], called: [{ process: 'Q', text: called }] });
  const people = { wei: ['head'], fang: ['clerk'], hua: ['clerk'] };
  const { organisation } = readOrganisation(officeOf(people, { head: 'WORKS', clerk: 'WORKS', vacant: 'WORKS' }));
  if (drawn === undefined || organisation === undefined) throw new Error('not read');
  const { definition: graph, models } = drawn;
  const definition = { unit: 'u', digest: 'd', process: 'P', version: 1, name: 'P', graph, models };
  const { view, at } = organisation;
  const context = { view, at, effectOf: () => undefined, profiles: new Map<string, never>(), publication: null };
  return publicationFindings(definition, context).map(({ code }) => code);
}

test('who there is to do what a process calls is told with it', async () => {
  expect(await foundWith('clerk')).toEqual([]);
  expect(await foundWith('head')).toEqual(['staffing-indispensable']);
  expect(await foundWith('vacant')).toEqual(['staffing-impossible']);
});
