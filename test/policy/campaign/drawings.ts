import { bpmn } from '../../contract/office.js';

const PROTECTED = `<qh:protected name="amount" type="money"/><qh:protected name="payee" type="account"/>
  <qh:protected name="beneficiary" type="person"/>`;
/** What may go out under one contract, whatever process pays. */
export const MOST_OF_A_CONTRACT = 12_000_000;
const CONTRACT = `<qh:protected name="contract" type="text"/><qh:record kind="contract" of="contract"/>
  <qh:constraint kind="limit" name="合同累计支付" between="Pay" extent="contract"><qh:property name="of" value="amount"/>
  <qh:property name="most" value="${MOST_OF_A_CONTRACT}"/></qh:constraint>`;
const ROLE = (role: string): string => `<extensionElements><qh:assign role="${role}"/></extensionElements>`;
const FILL = `<userTask id="Fill" name="填写付款申请" qh:duty="BIZ_HANDLE" qh:writes="amount payee beneficiary">${ROLE('PM')}</userTask>`;
const FILL_UNDER_CONTRACT = FILL.replace('beneficiary"', 'beneficiary contract"');
const UNPROTECTED_FILL = `<userTask id="Fill" name="填写付款申请" qh:duty="BIZ_HANDLE">${ROLE('PM')}</userTask>`;
const NOTE = `<userTask id="Note" name="补充材料">${ROLE('PM')}</userTask>`;
const CHECK = `<userTask id="Check" name="审计检查"><extensionElements><qh:assign role="AUDIT"/><qh:control kind="check"/></extensionElements></userTask>`;
const PENS = `<userTask id="Pens" name="两支笔会签" qh:duty="PAY_APPROVE"><extensionElements><qh:control kind="dualSignature">
    <qh:act name="infra"><qh:assign role="INFRA_HEAD"/></qh:act>
    <qh:act name="precheck"><qh:assign role="FIN_AUDITOR"/><qh:property name="before" value="fin"/></qh:act>
    <qh:act name="fin"><qh:assign role="FIN_HEAD"/></qh:act>
  </qh:control></extensionElements></userTask>`;
const INSTRUCT = `<userTask id="Instruct" name="出纳复核" qh:duty="PAY_EXECUTE">${ROLE('CASHIER')}</userTask>`;
const PAY = '<serviceTask id="Pay" name="支付" qh:handler="treasury-payment" qh:retries="2"/>';
const BOOK = `<userTask id="Book" name="记账" qh:duty="BOOKKEEP">${ROLE('BOOKKEEPER')}</userTask>`;
const END = '<endEvent id="End"/>';
const ENDS = `${END}<endEvent id="Refused"><terminateEventDefinition/></endEvent>`;

/** `Check>Join passed` is a flow on an outcome, `Split>Meeting =amount > 1` one on a condition. */
function wired(...lines: readonly string[]): string {
  return lines
    .map((line, i) => {
      const [, source = '', target = '', rest = ''] = /^(\w+)>(\w+) ?(.*)$/.exec(line) ?? [];
      const condition = rest.startsWith('=')
        ? `<conditionExpression>${rest.slice(1).replace('<', '&lt;').replace('>', '&gt;')}</conditionExpression>`
        : '';
      const outcome = rest !== '' && condition === '' ? ` qh:outcome="${rest}"` : '';
      return `<sequenceFlow id="f${i}" sourceRef="${source}" targetRef="${target}"${outcome}>${condition}</sequenceFlow>`;
    })
    .join('');
}

const CONSTRAINTS = `<qh:constraint kind="separation" between="Fill Check Book"/>
  <qh:constraint kind="separation" between="Fill Pens"/>
  <qh:constraint kind="binding" between="Fill Note"/>
  <qh:constraint kind="atMost" between="Fill Check Instruct Book" count="2"/>
  <qh:constraint kind="recusal" between="Check Pens Instruct"/>`;

/** A payment as it should be: filled in, checked beside a branch that may rewrite nothing, signed by two pens, carried out and booked. */
export const HONEST = bpmn(
  'Payment',
  `<extensionElements>${PROTECTED}${CONTRACT}${CONSTRAINTS}</extensionElements>
   <startEvent id="Start"/>${FILL_UNDER_CONTRACT}<parallelGateway id="Split"/>${CHECK}${NOTE}<parallelGateway id="Join"/>${PENS}
   <boundaryEvent id="Slow" attachedToRef="Pens" cancelActivity="false"><timerEventDefinition><timeDuration>PT4H</timeDuration>
   </timerEventDefinition></boundaryEvent><userTask id="Urge" name="催办">${ROLE('PM')}</userTask>
   ${INSTRUCT}${PAY}${BOOK}${ENDS}
   ${wired('Start>Fill', 'Fill>Split', 'Split>Check', 'Split>Note', 'Check>Join passed', 'Check>Refused failed', 'Note>Join', 'Join>Pens', 'Pens>Instruct passed', 'Pens>Refused failed', 'Slow>Urge', 'Urge>End', 'Instruct>Pay', 'Pay>Book', 'Book>End')}`,
);

/** The next version of the same process, without check and pens. */
export const STRIPPED = bpmn(
  'Payment',
  `<extensionElements>${PROTECTED}</extensionElements>
   <startEvent id="Start"/>${FILL}${NOTE}${INSTRUCT}${PAY}${BOOK}${END}
   ${wired('Start>Fill', 'Fill>Note', 'Note>Instruct', 'Instruct>Pay', 'Pay>Book', 'Book>End')}`,
);

/** A version in which nothing is protected, and nothing is paid: a place to rewrite what was signed. */
export const LAUNDRY = bpmn(
  'Payment',
  `<startEvent id="Start"/>${UNPROTECTED_FILL}<parallelGateway id="Split"/>${CHECK}${NOTE}<parallelGateway id="Join"/>${PENS}
   <userTask id="Instruct" name="出纳复核">${ROLE('CASHIER')}</userTask>${ENDS}
   ${wired('Start>Fill', 'Fill>Split', 'Split>Check', 'Split>Note', 'Check>Join passed', 'Check>Refused failed', 'Note>Join', 'Join>Pens', 'Pens>Instruct passed', 'Pens>Refused failed', 'Instruct>End')}`,
);

/** A version in which the signatures of the same names are those of an ordinary round: one person may give them all. */
export const LENT = LAUNDRY.replace(/<qh:control kind="dualSignature">/, '<qh:control kind="countersign">')
  .replace('<qh:property name="before" value="fin"/>', '')
  .replace('<startEvent', `<extensionElements>${PROTECTED}</extensionElements><startEvent`)
  .replace('<userTask id="Fill"', '<userTask id="Fill" qh:writes="amount payee beneficiary"');

/** Great sums need a body; everything needs two thirds of three offices, and two pens. */
export const GREAT = bpmn(
  'Great',
  `<extensionElements>${PROTECTED}${CONTRACT}
   <qh:constraint kind="separation" between="Round#one Round#two Round#three"/></extensionElements>
   <startEvent id="Start"/>${FILL_UNDER_CONTRACT}<inclusiveGateway id="Which"/>
   <userTask id="Round" name="会签"><extensionElements><qh:control kind="countersign">
     <qh:property name="mode" value="ratio"/><qh:property name="ratio" value="2/3"/>
     <qh:act name="one"><qh:assign role="INFRA_HEAD"/></qh:act><qh:act name="two"><qh:assign role="FIN_HEAD"/></qh:act>
     <qh:act name="three"><qh:assign role="AUDIT"/></qh:act></qh:control></extensionElements></userTask>
   <userTask id="Meeting" name="集体决策"><extensionElements><qh:control kind="collectiveDecision">
     <qh:property name="body" value="committee"/><qh:property name="ballot" value="open"/>
     <qh:act name="agenda"><qh:assign role="PM"/></qh:act></qh:control></extensionElements></userTask>
   <inclusiveGateway id="Both"/>${PENS}${PAY}${ENDS}
   ${wired('Start>Fill', 'Fill>Which', 'Which>Round =true', 'Which>Meeting =amount >= 1000000', 'Round>Both passed', 'Round>Refused failed', 'Meeting>Both passed', 'Meeting>Refused failed', 'Both>Pens', 'Pens>Pay passed', 'Pens>Refused failed', 'Pay>End')}`,
);

/** What the register of contracts says is the most, and to whose account it goes. */
export const REGISTERED = bpmn(
  'Registered',
  `<extensionElements>${PROTECTED}<qh:protected name="contract" type="text"/><qh:record kind="contract" of="contract"/>
   <qh:constraint kind="limit" name="合同台账" between="Pay" extent="contract"><qh:property name="of" value="amount"/>
   <qh:property name="most" value="register"/><qh:property name="payee" value="payee"/></qh:constraint></extensionElements>
   <startEvent id="Start"/>${FILL_UNDER_CONTRACT}${PENS}${PAY}${ENDS}
   ${wired('Start>Fill', 'Fill>Pens', 'Pens>Pay passed', 'Pens>Refused failed', 'Pay>End')}`,
);
/** Contracts that stand in the register, and the suppliers that they are with. */
export const CONTRACTS = ['K-0', 'K-1', 'K-2', 'K-3'] as const;
export const SUPPLIERS = { 'S-1': '1001', 'S-2': '2002' } as const;

/** Every way to a payment that goes round the pens: a timer, a message, an error of a job; and somebody who rewrites while others sign. */
export const SNEAKY = bpmn(
  'Sneaky',
  `<extensionElements>${PROTECTED}</extensionElements>
   <startEvent id="Start"/>${FILL}<parallelGateway id="Split"/>${PENS}
   <boundaryEvent id="Overdue" attachedToRef="Pens"><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></boundaryEvent>
   <intermediateCatchEvent id="Told"><messageEventDefinition messageRef="M"/></intermediateCatchEvent>
   <serviceTask id="Prepare" qh:handler="prepare" qh:retries="1"/>
   <boundaryEvent id="Broken" attachedToRef="Prepare"><errorEventDefinition/></boundaryEvent>
   <userTask id="Amend" name="修改金额" qh:writes="amount">${ROLE('PM')}</userTask>
   ${PAY}${ENDS}<endEvent id="Amended"/><endEvent id="Prepared"/>
   ${wired('Start>Fill', 'Fill>Split', 'Split>Pens', 'Split>Told', 'Split>Prepare', 'Split>Amend', 'Pens>Pay passed', 'Pens>Refused failed', 'Overdue>Pay', 'Told>Pay', 'Broken>Pay', 'Amend>Amended', 'Prepare>Prepared', 'Pay>End')}`,
  '<message id="M" name="go" qh:correlation="=1"/>',
);

/** The pens sign the amount alone: whoever fills it in may still name another payee when both have signed. */
export const LOOSE = bpmn(
  'Loose',
  `<extensionElements>${PROTECTED}</extensionElements>
   <startEvent id="Start"/>${FILL}${PENS.replace('</qh:control>', '<qh:property name="signs" value="amount"/></qh:control>')}
   <userTask id="Redirect" name="修改账户" qh:writes="payee">${ROLE('PM')}</userTask>${PAY}${ENDS}
   ${wired('Start>Fill', 'Fill>Pens', 'Pens>Redirect passed', 'Pens>Refused failed', 'Redirect>Pay', 'Pay>End')}`,
);

/** Drawn as if nothing had to come before; made anew under a name of its own each time somebody tries. */
export function bare(id: string): string {
  return bpmn(
    id,
    `<extensionElements>${PROTECTED}</extensionElements><startEvent id="Start"/>${FILL}${PAY}${END}
     ${wired('Start>Fill', 'Fill>Pay', 'Pay>End')}`,
  );
}

/** What an emergency may cost. */
export const EMERGENCY_CAP = 1_000_000;
const ROLES = (...roles: readonly string[]): string => roles.map((role) => `<qh:assign role="${role}"/>`).join('');
const LEADERS = ROLES('VICE_INFRA', 'VICE_FIN', 'VICE_AUDIT', 'CHIEF', 'HR_ORG');

/** Public first, then paid on an emergency order that a meeting ratifies; whoever fills it in does not close it, unless somebody from outside has looked at it. */
export const URGENT = bpmn(
  'Urgent',
  `<extensionElements>${PROTECTED}<qh:constraint kind="separation" name="填报与归档" between="Fill Close" level="person department"/></extensionElements>
   <startEvent id="Start"/>${FILL}<userTask id="Show" name="公示"><extensionElements><qh:control kind="publicity">
     <qh:act name="publish">${ROLES('PM')}</qh:act><qh:act name="answer">${ROLES('AUDIT', 'PM')}</qh:act><qh:property name="days" value="1"/>
     </qh:control></extensionElements></userTask>
   <userTask id="Order" name="应急处置单"><extensionElements><qh:control kind="emergency">
     <qh:act name="inform">${ROLES('DISC', 'HR_ORG')}</qh:act><qh:act name="first">${LEADERS}</qh:act><qh:act name="second">${LEADERS}</qh:act>
     <qh:property name="cap" value="emergency:local"/><qh:property name="amount" value="amount"/><qh:property name="ratifiedBy" value="Ratify"/>
     </qh:control></extensionElements></userTask>${PAY}
   <userTask id="Ratify" name="追认"><extensionElements><qh:control kind="collectiveDecision">
     <qh:property name="body" value="board"/><qh:property name="ballot" value="open"/>
     <qh:act name="agenda">${ROLES('PM')}</qh:act></qh:control></extensionElements></userTask>
   <userTask id="Close" name="归档">${ROLE('PM')}</userTask>${ENDS}
   ${wired('Start>Fill', 'Fill>Show', 'Show>Order passed', 'Show>Refused failed', 'Order>Pay passed', 'Order>Refused failed', 'Pay>Ratify', 'Ratify>Close passed', 'Ratify>Close failed', 'Close>End')}`,
);
