import { OPERATIONS } from '@quanheng/contracts';
import type { Command, Principal } from '@quanheng/runtime';
import { openOffice, startApi, type Api, type Who } from './harness.js';

const HEAD =
  '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:qh="urn:quanheng:bpmn:1" id="d" targetNamespace="urn:test">';
const CLERK = '<extensionElements><qh:assign post="clerk"/></extensionElements>';
const flow = (id: string, from: string, to: string, condition = '') =>
  `<sequenceFlow id="${id}" sourceRef="${from}" targetRef="${to}">${
    condition === '' ? '' : `<conditionExpression xsi:type="tFormalExpression">${condition}</conditionExpression>`
  }</sequenceFlow>`;

const CALLED = `${HEAD}<process id="Paying" isExecutable="true">
  <startEvent id="s"/><serviceTask id="pay" qh:handler="external:pay" qh:retries="0"/><endEvent id="e"/>
  ${flow('p1', 's', 'pay')}${flow('p2', 'pay', 'e')}</process></definitions>`;
/** Filled in until it is right, paid by another process, then signed by two. */
const ROUNDS = `${HEAD}<process id="Rounds" isExecutable="true">
  <startEvent id="s"/><userTask id="fill">${CLERK}</userTask><exclusiveGateway id="right" default="f3"/>
  <callActivity id="call" calledElement="Paying"/>
  <userTask id="sign">${CLERK}<multiInstanceLoopCharacteristics><loopCardinality>2</loopCardinality></multiInstanceLoopCharacteristics></userTask>
  <endEvent id="e"/>
  ${flow('f1', 's', 'fill')}${flow('f2', 'fill', 'right')}${flow('back', 'right', 'fill', 'again')}
  ${flow('f3', 'right', 'call')}${flow('f4', 'call', 'sign')}${flow('f5', 'sign', 'e')}</process></definitions>`;

interface Diagram {
  readonly elements: readonly { key: string; active: number; done: number; incidents: number }[];
  readonly flows: readonly { key: string; taken: number }[];
  readonly erased: readonly number[];
}

describe('the diagram of an instance', () => {
  let api: Api;
  beforeAll(async () => {
    api = await startApi();
    await openOffice(api);
    for (const [name, text] of [
      ['paying', CALLED],
      ['rounds', ROUNDS],
    ] as const) {
      const { deployment } = await must('designer', {
        kind: 'deploy',
        name,
        resources: [{ name: `${name}.bpmn`, text }],
      });
      await must('publisher', { kind: 'publish', deployment: String(deployment) });
    }
  });
  afterAll(() => api.close());

  async function must(who: string, command: Command): Promise<Readonly<Record<string, unknown>>> {
    const principal: Principal = { kind: 'person', person: who, account: `account-${who}`, authenticatedAt: 0 };
    const answer = await api.execute(who === 'worker' ? { kind: 'worker', account: 'payments' } : principal, command);
    if (answer.status !== 'accepted') throw new Error(JSON.stringify(answer));
    return answer.result;
  }
  const openItems = async (instance: string) =>
    (await api.parts.queries.itemsOf(instance)).filter(({ status }) => status === 'open').map(({ item }) => item);
  const completeNext = async (instance: string, variables = {}) => {
    const [item] = await openItems(instance);
    await must('clerk', { kind: 'completeWork', instance, item: item!, variables });
  };
  const lock = async (instance: string) => {
    const now = Date.now();
    const request = { unit: 'u1', handlers: ['external:pay'], limit: 10, now, until: now + 60_000 };
    const [job] = await api.parts.work.lockJobs({ ...request, token: () => 'lock' });
    return { instance, job: job!.job, lock: 'lock' };
  };

  async function read(instance: string, who: Who = 'clerk') {
    const { json } = await api.call(who, OPERATIONS.readInstanceDiagram, { params: { instance } });
    const { elements, flows, erased } = json as unknown as Diagram;
    expect(erased).toEqual([]);
    return {
      elements: Object.fromEntries(elements.map(({ key, ...state }) => [key, state])),
      flows: Object.fromEntries(flows.map(({ key, taken }) => [key, taken])),
    };
  }
  const done = (count: number) => ({ active: 0, done: count, incidents: 0 });
  const active = (count: number) => ({ active: count, done: 0, incidents: 0 });

  it('shows everything that was done, as often as it was, the flows that were taken, and what is going on', async () => {
    const { instance } = (await must('clerk', { kind: 'startInstance', process: 'Rounds' })) as { instance: string };
    expect(await read(instance)).toEqual({ elements: { s: done(1), fill: active(1) }, flows: { f1: 1 } });

    await completeNext(instance, { again: true });
    expect(await read(instance)).toEqual({
      elements: { s: done(1), fill: { active: 1, done: 1, incidents: 0 }, right: done(1) },
      flows: { f1: 1, f2: 1, back: 1 },
    });

    await completeNext(instance, { again: false });
    const filled = { s: done(1), fill: done(2), right: done(2), 'Paying:s': done(1) };
    const taken = { f1: 1, f2: 2, back: 1, f3: 1, 'Paying:p1': 1 };
    expect(await read(instance)).toEqual({
      elements: { ...filled, call: active(1), 'Paying:pay': active(1) },
      flows: taken,
    });

    await must('worker', { kind: 'failJob', ...(await lock(instance)), message: '银行未答复' });
    expect((await read(instance)).elements['Paying:pay']).toEqual({ active: 1, done: 0, incidents: 1 });
    const [incident] = (await api.parts.queries.incidents('u1', { instance }, { limit: 1 })).rows;
    await must('operator', { kind: 'resolveIncident', instance, element: incident!.element });
    await must('worker', { kind: 'completeJob', ...(await lock(instance)) });
    const paid = { ...filled, 'Paying:pay': done(1), 'Paying:e': done(1), call: done(1) };
    const onward = { ...taken, 'Paying:p2': 1, f4: 1 };
    expect(await read(instance)).toEqual({ elements: { ...paid, sign: active(2) }, flows: onward });

    await completeNext(instance);
    expect((await read(instance)).elements.sign).toEqual({ active: 1, done: 1, incidents: 0 });
    await completeNext(instance);
    expect(await read(instance)).toEqual({
      elements: { ...paid, sign: done(2), e: done(1) },
      flows: { ...onward, f5: 1 },
    });
  });

  it('does not show what was cancelled as done', async () => {
    const { instance } = (await must('clerk', { kind: 'startInstance', process: 'Rounds' })) as { instance: string };
    await must('clerk', { kind: 'cancelInstance', instance, reason: '作废' });
    expect(await read(instance)).toEqual({ elements: { s: done(1) }, flows: { f1: 1 } });
  });

  it('says which entries it could not read because they were erased', async () => {
    const { instance } = (await must('clerk', { kind: 'startInstance', process: 'Rounds' })) as { instance: string };
    await completeNext(instance, { again: true });
    await api.database.dataSource.query(`DELETE FROM contents WHERE stream = 'instance:${instance}' AND seq = 2`);
    const { json } = await api.call('clerk', OPERATIONS.readInstanceDiagram, { params: { instance } });
    expect(json).toMatchObject({ erased: [2], flows: [{ key: 'f1', taken: 1 }] });
    expect(json.elements).toEqual([
      { key: 's', ...done(1) },
      { key: 'fill', ...active(1) },
    ]);
  });

  it('reads a history of many pages', async () => {
    const { instance } = (await must('clerk', { kind: 'startInstance', process: 'Rounds' })) as { instance: string };
    for (let i = 0; i < 210; i++) await completeNext(instance, { again: true });
    expect(await read(instance)).toEqual({
      elements: { s: done(1), fill: { active: 1, done: 210, incidents: 0 }, right: done(210) },
      flows: { f1: 1, f2: 210, back: 210 },
    });
  });

  it('goes by the keys of the version that the instance was taken over to', async () => {
    const { instance } = (await must('clerk', { kind: 'startInstance', process: 'Rounds' })) as { instance: string };
    await completeNext(instance, { again: true });
    const text = ROUNDS.replaceAll('"fill"', '"write"').replaceAll('"back"', '"again"').replaceAll('"s"', '"begin"');
    const resources = [{ name: 'rounds.bpmn', text }];
    const { deployment } = await must('designer', { kind: 'deploy', name: 'rounds 2', resources });
    await must('publisher', { kind: 'publish', deployment: String(deployment) });
    const { digest } = (await api.parts.queries.startable('u1', 'Rounds'))!;
    await must('operator', { kind: 'migrateInstance', instance, definition: digest, keys: { fill: 'write' } });
    const { elements } = await read(instance);
    expect(elements).toEqual({ write: { active: 1, done: 1, incidents: 0 }, right: done(1) });
  });
});
