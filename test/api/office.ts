import type { Fact, OrganisationChange } from '@quanheng/runtime';

/** Who tries the API: one person a role, two clerks of different departments, and a worker. */
export const PEOPLE = {
  clerk: { post: 'clerk', roles: ['staff'] },
  otherClerk: { post: 'otherClerk', roles: ['staff', 'DISC'] },
  designer: { post: 'designer', roles: ['designer'] },
  publisher: { post: 'publisher', roles: ['publisher'] },
  catalogueOwner: { post: 'catalogueOwner', roles: ['catalogueOwner'] },
  operator: { post: 'operator', roles: ['operator'] },
  systemAdministrator: { post: 'systemAdministrator', roles: ['systemAdministrator'] },
  securityAdministrator: { post: 'securityAdministrator', roles: ['securityAdministrator'] },
  auditor: { post: 'auditor', roles: ['auditor'] },
} as const;
export type PersonName = keyof typeof PEOPLE;
export const WORKER = 'payments';

/** From 2026-01-01 on, until further notice. */
const SINCE = Date.UTC(2026, 0, 1);

type Data<K extends Fact['kind']> = Extract<Fact, { kind: K }>['data'];
const put = <K extends Fact['kind']>(kind: K, id: string, data: Data<K>): OrganisationChange => ({
  change: 'put',
  fact: { kind, id, from: SINCE, to: null, data } as Fact,
});

/** The organisation of the tests, as one change. */
export function officeChanges(): OrganisationChange[] {
  const names = Object.keys(PEOPLE) as PersonName[];
  return [
    put('department', 'office', { name: '办公室', parent: null }),
    ...names.flatMap((name) => [
      put('person', name, { name: `张${name}` }),
      put('account', `account-${name}`, { kind: 'person', person: name, login: name.toLowerCase() }),
      put('post', PEOPLE[name].post, { name, department: 'office', roles: [...PEOPLE[name].roles] }),
      put('holding', `holding-${name}`, {
        person: name,
        post: PEOPLE[name].post,
        kind: 'formal',
        document: '任〔2026〕1号',
      }),
    ]),
    put('account', WORKER, { kind: 'worker', person: null, login: WORKER }),
    put('relation', 'kin', { persons: ['clerk', 'auditor'], kind: '近亲属' }),
  ];
}

/** A process of which an instance has, as soon as it is started, a work item, a job, a timer and an incident. */
export const EVERYTHING = `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:qh="urn:quanheng:bpmn:1" targetNamespace="urn:test">
  <process id="everything" name="一切" isExecutable="true" qh:returns="all">
    <startEvent id="start"><outgoing>a</outgoing></startEvent>
    <sequenceFlow id="a" sourceRef="start" targetRef="fork"/>
    <parallelGateway id="fork"><incoming>a</incoming><outgoing>b</outgoing><outgoing>c</outgoing><outgoing>d</outgoing><outgoing>e</outgoing></parallelGateway>
    <sequenceFlow id="b" sourceRef="fork" targetRef="apply"/>
    <userTask id="apply" name="申请" qh:form="apply"><extensionElements><qh:assign post="clerk"/></extensionElements><incoming>b</incoming><outgoing>b2</outgoing></userTask>
    <sequenceFlow id="b2" sourceRef="apply" targetRef="check"/>
    <userTask id="check" name="复核"><extensionElements><qh:assign post="clerk"/></extensionElements><incoming>b2</incoming><outgoing>b3</outgoing></userTask>
    <sequenceFlow id="b3" sourceRef="check" targetRef="doneB"/>
    <endEvent id="doneB"><incoming>b3</incoming></endEvent>
    <sequenceFlow id="c" sourceRef="fork" targetRef="pay"/>
    <serviceTask id="pay" name="支付" qh:handler="external:pay" qh:retries="2"><incoming>c</incoming><outgoing>c2</outgoing></serviceTask>
    <sequenceFlow id="c2" sourceRef="pay" targetRef="doneC"/>
    <endEvent id="doneC"><incoming>c2</incoming></endEvent>
    <sequenceFlow id="d" sourceRef="fork" targetRef="wait"/>
    <intermediateCatchEvent id="wait" name="等待"><incoming>d</incoming><outgoing>d2</outgoing><timerEventDefinition><timeDuration xsi:type="tFormalExpression">PT1H</timeDuration></timerEventDefinition></intermediateCatchEvent>
    <sequenceFlow id="d2" sourceRef="wait" targetRef="doneD"/>
    <endEvent id="doneD"><incoming>d2</incoming></endEvent>
    <sequenceFlow id="e" sourceRef="fork" targetRef="choose"/>
    <exclusiveGateway id="choose" name="选择"><incoming>e</incoming><outgoing>e1</outgoing><outgoing>e2</outgoing></exclusiveGateway>
    <sequenceFlow id="e1" sourceRef="choose" targetRef="doneE"><conditionExpression xsi:type="tFormalExpression"><![CDATA[way < 2]]></conditionExpression></sequenceFlow>
    <sequenceFlow id="e2" sourceRef="choose" targetRef="doneE"><conditionExpression xsi:type="tFormalExpression"><![CDATA[way >= 2]]></conditionExpression></sequenceFlow>
    <endEvent id="doneE"><incoming>e1</incoming><incoming>e2</incoming></endEvent>
  </process>
</definitions>`;
export const FORM = '{"type":"default","components":[]}';
