import { parseBpmn, type Finding } from '@quanheng/engine';
import { compiled } from '../design/judge-drawing.js';
import { readOrganisation } from '../lint/organisation-file/read.js';
import type { DefinitionSource, ProcessDefinition } from '../ports/index.js';
import { flows, officeOf, task } from '../staffing/process/testing/drawn.js';
import { answerProof } from './answer.js';
import { publicationFindings, type PublicationContext } from './findings.js';
import { keepAnswers, questionsOf } from './proof.js';

const document = (process: string, body: string): string =>
  `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:qh="urn:quanheng:bpmn:1" id="D" targetNamespace="urn:t">
    <process id="${process}" isExecutable="true"><startEvent id="S"/>${body}<endEvent id="E"/></process></definitions>`;
const CALLING = document(
  'P',
  `${task('A', 'post="clerk"')}<callActivity id="C" calledElement="Q"/>${flows('S', 'A', 'C', 'E')}`,
);
const BUDGET = { states: 10_000, milliseconds: 60_000 };

/** P, which calls what the holders of a post do. */
async function calling(post: string): Promise<ProcessDefinition & { readonly source: DefinitionSource }> {
  const { model } = await parseBpmn(CALLING);
  const text = document('Q', `${task('B', `post="${post}"`)}${flows('S', 'B', 'E')}`);
  const { drawn } =
    model === undefined ? {} : await compiled(model, { decisions: [], called: [{ process: 'Q', text }] });
  if (drawn === undefined) throw new Error('not read');
  const { definition: graph, models } = drawn;
  const pins = graph.pins.map(({ processId, digest }) => ({ process: processId, binding: 'latest', digest }));
  const called = new Map(pins.map(({ digest }) => [digest, text]));
  const source = { digest: 'd', text: CALLING, decisions: [], pins, called };
  return { unit: 'u', digest: 'd', process: 'P', version: 1, name: 'P', graph, models, forms: new Map(), source };
}

function office(people: Readonly<Record<string, readonly string[]>>): PublicationContext {
  const { organisation } = readOrganisation(officeOf(people, { head: 'WORKS', clerk: 'WORKS', vacant: 'WORKS' }));
  if (organisation === undefined) throw new Error('not read');
  return { ...organisation, effectOf: () => undefined, profiles: new Map<string, never>(), publication: null };
}
const OFFICE = { wei: ['head'], fang: ['clerk'], hua: ['clerk'] };

/** As a server does: what takes long is found out elsewhere, from plain data. */
async function askedElsewhere(
  definition: ProcessDefinition & { readonly source: DefinitionSource },
  context: PublicationContext,
) {
  const questions = questionsOf(definition, () => publicationFindings(definition, context));
  const request = structuredClone({ source: definition.source, questions, budget: BUDGET });
  const answers = await answerProof(request, () => 0);
  keepAnswers(definition, questions, structuredClone(answers));
  return questions.map(({ kind }) => kind);
}

test.each([
  ['clerk', []],
  ['head', ['staffing-indispensable']],
  ['vacant', ['staffing-impossible']],
])('who there is to do what a process calls is told with it, found out here or elsewhere: %s', async (post, codes) => {
  const context = office(OFFICE);
  const here = publicationFindings(await calling(post), context);
  expect(here.map(({ code }) => code)).toEqual(codes);
  const definition = await calling(post);
  expect(await askedElsewhere(definition, context)).toEqual(['sound', 'staffed']);
  expect(publicationFindings(definition, context)).toEqual(here);
});

test('an answer holds for the organisation it was asked of, and no other', async () => {
  const definition = await calling('head');
  const marked: Finding = { code: 'staffing-impossible', severity: 'error', message: 'as answered', elementId: 'P' };
  const context = office(OFFICE);
  const questions = questionsOf(definition, () => publicationFindings(definition, context));
  const answers = questions.map(({ kind }) => ({ kind: kind as 'sound', findings: kind === 'sound' ? [] : [marked] }));
  keepAnswers(definition, questions, answers);
  expect(publicationFindings(definition, context)).toEqual([marked]);
  expect(questionsOf(definition, () => publicationFindings(definition, context))).toEqual([]);
  const grown = office({ ...OFFICE, ming: ['head'] });
  expect(publicationFindings(definition, grown)).toEqual([]);
  expect(questionsOf(definition, () => publicationFindings(definition, grown))).toMatchObject([{ kind: 'staffed' }]);
});

test('what nobody could tell in time is told as unknown, and asked again', async () => {
  const definition = await calling('clerk');
  const context = office(OFFICE);
  const questions = questionsOf(definition, () => publicationFindings(definition, context));
  keepAnswers(definition, questions, [{ kind: 'sound', findings: [] }]);
  expect(publicationFindings(definition, context)).toMatchObject([{ code: 'staffing-unknown', elementId: 'P' }]);
  expect(questionsOf(definition, () => publicationFindings(definition, context))).toEqual(questions);
});
