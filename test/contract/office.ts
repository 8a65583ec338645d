import type { Fact, OrganisationChange, Principal } from '@quanheng/runtime/ports';

/** A small invented office: who there is, and documents to run. */
export const UNIT = 'u1';
const SINCE = Date.UTC(2020, 0, 1);

export function person(id: string): Principal {
  return { kind: 'person', person: id, account: `a-${id}`, authenticatedAt: 0 };
}
export const SEED: Principal = { kind: 'system', name: 'seed' };
export const TIMER: Principal = { kind: 'system', name: 'timer' };
export const JOB: Principal = { kind: 'system', name: 'job:pay' };

/** Person, post, roles of the post. */
const STAFF: readonly (readonly [string, string, readonly string[]])[] = [
  ['clerk', 'clerks', ['staff']],
  ['clerk2', 'clerks', ['staff']],
  ['leader', 'leaders', ['staff']],
  ['designer', 'designers', ['staff', 'designer']],
  ['publisher', 'publishers', ['staff', 'publisher']],
  ['operator', 'operators', ['staff', 'operator']],
  ['sysadmin', 'system-administration', ['systemAdministrator']],
  ['secadmin', 'security-administration', ['securityAdministrator']],
  ['auditor', 'audit', ['auditor']],
];

export function officeChanges(): readonly OrganisationChange[] {
  const facts: Fact[] = [fact('department', 'office', { name: '办公室', parent: null })];
  const posts = new Map(STAFF.map(([, post, roles]) => [post, roles]));
  for (const [post, roles] of posts) facts.push(fact('post', post, { name: post, department: 'office', roles }));
  for (const [id, post] of STAFF) {
    facts.push(
      fact('person', id, { name: `人员-${id}` }),
      fact('account', `a-${id}`, { kind: 'person', person: id, login: id }),
      fact('holding', `h-${id}`, { person: id, post, kind: 'formal', document: '任〔2020〕1号' }),
    );
  }
  return facts.map((each) => ({ change: 'put', fact: each }));
}

function fact<K extends Fact['kind']>(
  kind: K,
  id: string,
  data: Extract<Fact, { kind: K }>['data'],
): Extract<Fact, { kind: K }> {
  return { kind, id, from: SINCE, to: null, data } as Extract<Fact, { kind: K }>;
}

/** A BPMN document with one executable process `id`. */
export function bpmn(id: string, content: string, definitions = ''): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:qh="urn:quanheng:bpmn:1"
  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="D_${id}" targetNamespace="urn:test">
  ${definitions}
  <process id="${id}" name="${id}" isExecutable="true" qh:returns="all">${content}</process>
</definitions>`;
}

export function flows(...ids: readonly string[]): string {
  return ids
    .slice(1)
    .map((target, i) => `<sequenceFlow id="f${i}_${target}" sourceRef="${ids[i] ?? ''}" targetRef="${target}"/>`)
    .join('');
}

/** start, apply (for clerks), approve (for leaders), end. */
export const TWO_TASKS = bpmn(
  'Two',
  `<startEvent id="s"/>
   <userTask id="apply" name="申请"><extensionElements><qh:assign post="clerks"/></extensionElements></userTask>
   <userTask id="approve" name="审批"><extensionElements><qh:assign post="leaders"/></extensionElements></userTask>
   <endEvent id="e"/>${flows('s', 'apply', 'approve', 'e')}`,
);

/** A job between start and end, tried twice again. */
export const JOB_PROCESS = bpmn(
  'Paying',
  `<startEvent id="s"/><serviceTask id="pay" qh:handler="pay" qh:retries="2"/><endEvent id="e"/>${flows('s', 'pay', 'e')}`,
);

/** More jobs at once than a page of a list holds. */
export const MANY_JOBS = bpmn(
  'Many',
  `<startEvent id="s"/><serviceTask id="t" qh:handler="pay"><multiInstanceLoopCharacteristics><loopCardinality>230</loopCardinality>
   </multiInstanceLoopCharacteristics></serviceTask><endEvent id="e"/>${flows('s', 't', 'e')}`,
);

/** Waits for an hour. */
export const TIMER_PROCESS = bpmn(
  'Waiting',
  `<startEvent id="s"/><intermediateCatchEvent id="hour"><timerEventDefinition><timeDuration>PT1H</timeDuration>
   </timerEventDefinition></intermediateCatchEvent><endEvent id="e"/>${flows('s', 'hour', 'e')}`,
);

/** Waits for the message `paid` with the instance's business key; another process throws it. */
export const MESSAGE_PROCESS = bpmn(
  'Receiving',
  `<startEvent id="s"/><intermediateCatchEvent id="paid"><messageEventDefinition messageRef="m"/></intermediateCatchEvent>
   <endEvent id="e"/>${flows('s', 'paid', 'e')}`,
  '<message id="m" name="paid" qh:correlation="ref"/>',
);

const NEWS = '<messageEventDefinition messageRef="m"/>';
const WAITS = `<startEvent id="s"/><intermediateCatchEvent id="wait">${NEWS}</intermediateCatchEvent><endEvent id="e"/>${flows('s', 'wait', 'e')}`;
const BEGINS = `<startEvent id="begin">${NEWS}</startEvent><endEvent id="begun"/>${flows('begin', 'begun')}`;

/** Awaits the same news in elements of the same ids as `Told` does. */
export const TOLD_AS_WELL = bpmn('ToldAsWell', WAITS + BEGINS, '<message id="m" name="news"/>');

/** `Telling` throws news to where the flow leads: to an element of `Told`, or to its pool. */
export function telling(target: 'wait' | 'begin' | 'pool'): string {
  const process = (id: string, content: string): string =>
    `<process id="${id}" isExecutable="true">${content}</process>`;
  const thrower = `<startEvent id="s0"/><intermediateThrowEvent id="tell">${NEWS}</intermediateThrowEvent><endEvent id="e0"/>`;
  return `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="D" targetNamespace="urn:test"><message id="m" name="news"/>
    <collaboration id="c"><participant id="teller" processRef="Telling"/><participant id="pool" processRef="Told"/>
      <messageFlow id="flow" sourceRef="tell" targetRef="${target}"/></collaboration>
    ${process('Telling', thrower + flows('s0', 'tell', 'e0'))}${process('Told', target === 'begin' ? BEGINS : WAITS)}</definitions>`;
}

/** Waits for the signal `fire`, then for it again. */
export const SIGNAL_PROCESS = bpmn(
  'Listening',
  `<startEvent id="s"/><intermediateCatchEvent id="first"><signalEventDefinition signalRef="fire"/></intermediateCatchEvent>
   <intermediateCatchEvent id="second"><signalEventDefinition signalRef="fire"/></intermediateCatchEvent>
   <endEvent id="e"/>${flows('s', 'first', 'second', 'e')}`,
  '<signal id="fire" name="fire"/>',
);
