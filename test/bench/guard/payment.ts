import type { Command, Principal } from '@quanheng/runtime/ports';

/** Who does which step: a role of the province, so that another of a thousand people does it each time. */
const ROLES = {
  Fill: 'ROLE3',
  Measure: 'ROLE4',
  Site: 'ROLE5',
  Cost: 'ROLE6',
  Audit: 'ROLE7',
  works: 'ROLE3',
  money: 'ROLE8',
};
type Step = keyof typeof ROLES;

const by = (step: Step): string => `<qh:assign role="${ROLES[step]}"/>`;
const task = (id: Step, attributes: string, inside = ''): string =>
  `<userTask id="${id}" ${attributes}><extensionElements>${inside}</extensionElements></userTask>`;
const check = (id: Step, duty: string): string =>
  task(id, `qh:duty="${duty}" qh:phase="supervise"`, `<qh:control kind="check"/>${by(id)}`);
const flow = (from: string, to: string, outcome = ''): string =>
  `<sequenceFlow id="${from}-${to}" sourceRef="${from}" targetRef="${to}"${outcome === '' ? '' : ` qh:outcome="${outcome}"`}/>`;

/** A payment as for construction works: five steps before the two pens, and one return, so that the pens look back at nineteen acts. */
export const DRAWING = `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:qh="urn:quanheng:bpmn:1" id="D" targetNamespace="urn:quanheng:bench">
  <process id="Payment" isExecutable="true" qh:returns="all"><extensionElements>
    <qh:protected name="amount" type="money"/><qh:protected name="payee" type="account"/>
    <qh:protected name="contractNumber" type="text"/><qh:protected name="period" type="text"/>
    <qh:constraint kind="separation" between="Fill, Measure" level="person department"/>
    <qh:constraint kind="separation" between="Fill, Pens" level="person"/>
    <qh:constraint kind="recusal" between="Pens"/>
    <qh:constraint kind="atMost" between="Fill, Site, Cost, Audit, Pens" count="1"/></extensionElements>
    <startEvent id="Start"/>
    ${task('Fill', 'qh:writes="amount payee contractNumber period" qh:phase="execute"', '<qh:assign of="initiator"/>')}
    ${check('Measure', 'MEASURE_REVIEW')}
    ${task('Site', 'qh:duty="PROJECT_EXECUTE" qh:phase="execute"', by('Site'))}
    ${check('Cost', 'COST_REVIEW')}
    ${check('Audit', 'AUDIT_OPINION')}
    <userTask id="Pens" qh:phase="decide"><extensionElements><qh:control kind="dualSignature">
      <qh:act name="works">${by('works')}</qh:act><qh:act name="money" duty="PROJECT_PAY">${by('money')}</qh:act>
    </qh:control></extensionElements></userTask>
    <serviceTask id="Pay" qh:handler="treasury-payment"><extensionElements><qh:input target="paySum" source="amount"/>
      <qh:input target="payTo" source="payee"/></extensionElements></serviceTask>
    <endEvent id="End"/>
    ${flow('Start', 'Fill')}${flow('Fill', 'Measure')}${flow('Measure', 'Site', 'passed')}${flow('Site', 'Cost')}
    ${flow('Cost', 'Audit', 'passed')}${flow('Audit', 'Pens', 'passed')}${flow('Pens', 'Pay', 'passed')}${flow('Pay', 'End')}
  </process>
</definitions>`;

/** What a command is counted as; what is not counted is done all the same. */
export type Counted = 'claim' | 'complete' | 'sign' | 'return' | 'not-offered' | 'conflict';

export interface Doing {
  readonly by: Principal;
  /** Of the item: the one whose name ends so. */
  readonly on: string;
  readonly command: (instance: string, item: string) => Command;
  readonly counted?: Counted;
  readonly isRefused?: boolean;
}

const VARIABLES = { amount: 300_000, payee: '甲账户', contractNumber: '2026-1', period: '第1期' };

/** Everything that is done in the payment of that number, in order, after it was started by the doer of `Fill`. */
export function doings(number: number, now: () => number): readonly Doing[] {
  const as = (step: Step, other = 0): Principal => holder(ROLES[step], number + other, now());
  const claim = (step: Step, on: string = step): Doing => {
    const command = (instance: string, item: string): Command => ({ kind: 'claimWork', instance, item });
    return { by: as(step, step === 'works' ? WORKS : 0), on, command, counted: 'claim' };
  };
  const complete = (step: Step, on: string = step): Doing => ({
    ...claim(step, on),
    command: (instance, item) => {
      if (step === 'Fill') return { kind: 'completeWork', instance, item, variables: VARIABLES };
      return { kind: 'completeWork', instance, item, ...(step === 'Site' ? {} : { outcome: 'approve' }) };
    },
    counted: on === step ? 'complete' : 'sign',
  });
  const returned: Doing = {
    ...claim('Measure'),
    command: (instance, item) => ({ kind: 'returnWork', instance, item, target: 'Fill', reason: '请补充' }),
    counted: 'return',
  };
  const refused = (step: Step, on: string, counted: Counted): Doing => ({
    ...complete(step, on),
    ...{ by: as('Fill'), counted, isRefused: true },
  });
  const pens = (['works', 'money'] as const).flatMap((pen) => [
    claim(pen, `Pens：${pen}`),
    complete(pen, `Pens：${pen}`),
  ]);
  return [
    ...[claim('Fill'), complete('Fill'), refused('Measure', 'Measure', 'not-offered'), claim('Measure'), returned],
    ...(['Fill', 'Measure', 'Site', 'Cost', 'Audit'] as const).flatMap((step) => [claim(step), complete(step)]),
    // Whoever asked for the money may hold a pen, but not this one.
    ...[refused('works', 'Pens：works', 'conflict'), ...pens],
  ];
}
const WORKS = 1_000;

export const starter = (number: number, now: number): Principal => holder(ROLES.Fill, number, now);

/** One of those who hold a post with the role: in the province, post `P40a+r` has `ROLEr`, and ten people in a row of ten thousand hold each. */
function holder(role: string, number: number, now: number): Principal {
  const post = 40 * (number % 249) + Number(role.slice('ROLE'.length));
  const person = `H${post + 10_000 * (number % 10)}`;
  return { kind: 'person', person, account: `A-${person}`, authenticatedAt: now };
}
