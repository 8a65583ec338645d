import { shippedProfiles } from '@quanheng/host';
import { answerProof, createPolicy, type ProofAnswer, type ProofQuestion } from '@quanheng/policy';
import type { Finding } from '@quanheng/engine';
import {
  NODE_HASHING,
  NODE_SURROUNDINGS,
  OrganisationCache,
  Runtime,
  type Answer,
  type Prover,
} from '@quanheng/runtime';
import type { Command, DefinitionSource, Principal } from '@quanheng/runtime/ports';
import { bpmn, flows, person, UNIT } from '../contract/office.js';
import { MemoryDatabase } from '../simulation/index.js';
import { Bureau, codesOf } from './bureau.js';

const TASK = bpmn(
  'Drawn',
  `<startEvent id="s"/><userTask id="t" name="环节"/><endEvent id="e"/>${flows('s', 't', 'e')}`,
);
const CALLING = bpmn(
  'Outer',
  `<startEvent id="s"/><callActivity id="c" calledElement="Drawn"/><endEvent id="e"/>${flows('s', 'c', 'e')}`,
);

/** A prover that notes what it is asked, and whether it answers. */
class Noting implements Prover {
  readonly asked: { readonly source: DefinitionSource; readonly questions: readonly ProofQuestion[] }[] = [];
  isThere = true;
  /** What it says of the staffing of every drawing instead. */
  staffing: readonly Finding[] | null = null;

  async answer(source: DefinitionSource, questions: readonly ProofQuestion[]): Promise<readonly ProofAnswer[] | null> {
    this.asked.push(structuredClone({ source, questions }));
    if (!this.isThere) return null;
    const answers = await answerProof({ source, questions, budget: { states: 1000, milliseconds: 1000 } }, () => 0);
    const { staffing } = this;
    return staffing === null
      ? answers
      : answers.map((answer) => (answer.kind === 'staffed' ? { kind: 'staffed', findings: staffing } : answer));
  }
}

describe('what takes long is found out outside the transaction', () => {
  let bureau: Bureau;
  let runtime: Runtime;
  let prover: Noting;

  beforeEach(async () => {
    const store = new MemoryDatabase().connect();
    const { queries } = store;
    bureau = await Bureau.open({ store, queries, workSource: store.workSource, close: () => store.close() });
    prover = new Noting();
    const policy = createPolicy({
      effects: () => undefined,
      profiles: shippedProfiles(),
      digest: (text) => NODE_HASHING.text(text),
    });
    const organisation = new OrganisationCache(queries);
    const surroundings = { ...NODE_SURROUNDINGS, now: () => bureau.office.now };
    runtime = new Runtime({ store, queries, surroundings, policy, organisation, prover });
  });
  afterEach(async () => {
    await runtime.close();
    await bureau.office.close();
  });

  const give = (principal: Principal, command: Command): Promise<Answer> =>
    runtime.execute({ unit: UNIT, principal, command });
  const deploy = (...texts: readonly string[]): Promise<Answer> => {
    const resources = texts.map((text, i) => ({ name: `p${i}.bpmn`, text }));
    return give(person('designer'), { kind: 'deploy', name: 'test', resources });
  };
  const publish = ({ result }: Extract<Answer, { status: 'accepted' }>): Promise<Answer> =>
    give(person('publisher'), { kind: 'publish', deployment: result['deployment'] as string });
  const accepted = (answer: Answer): Extract<Answer, { status: 'accepted' }> => {
    if (answer.status !== 'accepted') throw new Error(JSON.stringify(answer));
    return answer;
  };

  test('once at deployment and once at publication, with all that is called', async () => {
    const answer = accepted(await deploy(TASK, CALLING));
    expect(prover.asked.map(({ questions }) => questions[0])).toEqual([
      { kind: 'sound', process: 'Drawn' },
      { kind: 'sound', process: 'Outer' },
    ]);
    expect([...(prover.asked[1]?.source.called.values() ?? [])]).toEqual([TASK]);
    accepted(await publish(answer));
    expect(prover.asked).toHaveLength(4);
    expect(
      prover.asked
        .slice(2)
        .map(({ source }) => source.digest)
        .sort(),
    ).toEqual(
      prover.asked
        .slice(0, 2)
        .map(({ source }) => source.digest)
        .sort(),
    );
  });

  test('without an answer it is unknown: deploying tells it, publishing refuses, and asking again helps', async () => {
    prover.isThere = false;
    const answer = accepted(await deploy(TASK));
    expect(JSON.stringify(answer.result['findings'])).toContain('proof-out-of-budget');
    const refused = await publish(answer);
    expect(codesOf(refused)).toEqual(['PUBLISH_FINDINGS']);
    expect(JSON.stringify(refused)).toContain('proof-out-of-budget');
    prover.isThere = true;
    accepted(await publish(answer));
  });

  test('who there is to do it is found out there, too, of the organisation that the publication meets', async () => {
    const answer = accepted(await deploy(TASK));
    expect(prover.asked[0]?.questions.map(({ kind }) => kind)).toEqual(['sound', 'staffed']);
    prover.staffing = [{ code: 'staffing-impossible', severity: 'error', message: '答自别处', elementId: 't' }];
    const refused = await publish(answer);
    expect(codesOf(refused)).toEqual(['PUBLISH_FINDINGS']);
    expect(JSON.stringify(refused)).toContain('答自别处');
  });

  test('a deployment that is not there is not found', async () => {
    const answer = await give(person('publisher'), { kind: 'publish', deployment: 'nothing' });
    expect(answer).toMatchObject({ status: 'rejected', code: 'not-found' });
    expect(prover.asked).toEqual([]);
  });
});
