import { compile, parseBpmn } from '@quanheng/engine';
import type { ProcessDefinition } from '../ports/index.js';
import { answerProof } from './answer.js';
import { keepAnswers, oracleFor, proofFindings, questionsOf } from './proof.js';

const BUDGET = { states: 10_000, milliseconds: 60_000 };

/** A payment behind a check that one branch goes round, and a join that waits for both. */
const XML = `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="D" targetNamespace="urn:t"><process id="P" isExecutable="true">
<startEvent id="S"/><exclusiveGateway id="X" default="f3"/><userTask id="Check"/><userTask id="Other"/><parallelGateway id="J"/><userTask id="Pay"/><endEvent id="E"/>
<sequenceFlow id="f1" sourceRef="S" targetRef="X"/>
<sequenceFlow id="f2" sourceRef="X" targetRef="Check"><conditionExpression>amount > 5</conditionExpression></sequenceFlow>
<sequenceFlow id="f3" sourceRef="X" targetRef="Other"/>
<sequenceFlow id="f4" sourceRef="Check" targetRef="J"/><sequenceFlow id="f5" sourceRef="Other" targetRef="J"/>
<sequenceFlow id="f6" sourceRef="J" targetRef="Pay"/><sequenceFlow id="f7" sourceRef="Pay" targetRef="E"/></process></definitions>`;

async function definitionOf(text: string): Promise<ProcessDefinition> {
  const { model } = await parseBpmn(text);
  const { definition } = model === undefined ? {} : compile(model, { digest: 'd' });
  if (model === undefined || definition === undefined) throw new Error('not read');
  const source = { digest: 'd', text, decisions: [], pins: [], called: new Map<string, string>() };
  return {
    unit: 'u',
    digest: 'd',
    process: 'P',
    version: 1,
    name: 'P',
    graph: definition,
    models: new Map([['', model]]),
    forms: new Map(),
    source,
  };
}

/** What a judgement looks at. */
function judged(definition: ProcessDefinition) {
  return [
    proofFindings(definition),
    oracleFor(definition).ask({ kind: 'passedBefore', process: 'P', controls: ['Check'], act: 'Other' }),
  ];
}

test('another thread finds out what would be found out here, and it is not found out again', async () => {
  const definition = await definitionOf(XML);
  const questions = questionsOf(definition, () => judged(definition));
  expect(questions).toEqual([
    { kind: 'sound', process: 'P' },
    { kind: 'passedBefore', process: 'P', controls: ['Check'], act: 'Other' },
  ]);
  const answers = await answerProof({ source: definition.source!, questions, budget: BUDGET }, () => 0);
  // As they come from the thread.
  keepAnswers(definition, questions, structuredClone(answers));
  expect(questionsOf(definition, () => judged(definition))).toEqual([]);
  const here = await definitionOf(XML);
  expect(judged(definition)).toEqual(judged(here));
  expect(proofFindings(definition).map(({ code }) => code)).toContain('proof-stuck');
});

test('what nobody could tell in time is unknown, refuses, and is asked anew', async () => {
  const definition = await definitionOf(XML);
  const questions = questionsOf(definition, () => judged(definition));
  keepAnswers(definition, questions, null);
  const [findings, guard] = judged(definition);
  expect(findings).toMatchObject([{ code: 'proof-out-of-budget', severity: 'error', elementId: 'P', line: 1 }]);
  expect(guard).toEqual({ holds: 'unknown' });
  expect(questionsOf(definition, () => judged(definition))).toEqual(questions);
});

test('too few answers leave the rest unknown', async () => {
  const definition = await definitionOf(XML);
  const questions = questionsOf(definition, () => judged(definition));
  keepAnswers(definition, questions, [{ kind: 'passedBefore', answer: { holds: true } }]);
  expect(judged(definition)).toMatchObject([[{ code: 'proof-out-of-budget' }], { holds: 'unknown' }]);
});

test('a judgement that fails while questions are collected leaves nothing behind', async () => {
  const definition = await definitionOf(XML);
  const fail = (): never => {
    throw new Error('broken');
  };
  expect(() => questionsOf(definition, fail)).toThrow('broken');
  expect(proofFindings(definition).map(({ code }) => code)).toContain('proof-stuck');
});

test('a budget that has run out answers unknown, a source that is none throws', async () => {
  const definition = await definitionOf(XML);
  const questions = [{ kind: 'sound', process: 'P' } as const];
  let now = 0;
  const answers = await answerProof(
    { source: definition.source!, questions, budget: { states: 10, milliseconds: 1 } },
    () => (now += 5),
  );
  expect(answers).toMatchObject([{ kind: 'sound', findings: [{ code: 'proof-out-of-budget' }] }]);
  const broken = { ...definition.source!, text: '<definitions' };
  await expect(answerProof({ source: broken, questions, budget: BUDGET }, () => 0)).rejects.toThrow('cannot be read');
});
