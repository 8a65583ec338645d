import { bpmn, flows } from '../contract/office.js';

export const KEY_ELEMENTS = `<extensionElements>
  <qh:protected name="amount" type="money"/><qh:protected name="payee" type="account"/></extensionElements>`;
const FILL = `<userTask id="Fill" name="填写付款申请" qh:writes="amount payee">
  <extensionElements><qh:assign role="PM"/></extensionElements></userTask>`;
const PENS = `<userTask id="Pens" name="两支笔会签"><extensionElements><qh:control kind="dualSignature">
    <qh:act name="项目管理签字"><qh:assign role="INFRA_HEAD" department="INFRA"/></qh:act>
    <qh:act name="财务审核"><qh:assign role="FIN_AUDITOR"/><qh:property name="before" value="财务签字"/></qh:act>
    <qh:act name="财务签字"><qh:assign role="FIN_HEAD" department="FIN"/></qh:act>
  </qh:control></extensionElements></userTask>`;
const PAY = '<serviceTask id="Pay" name="支付" qh:handler="treasury-payment"/>';
const REFUSED = `<sequenceFlow id="no" sourceRef="Pens" targetRef="Refused" qh:outcome="failed"/><endEvent id="Refused"/>`;

/** start, fill, two pens, pay, end; the pens may say no. */
export const PAYMENT = bpmn(
  'Payment',
  `${KEY_ELEMENTS}<startEvent id="Start"/>${FILL}${PENS}${PAY}<endEvent id="End"/>${REFUSED}
   ${flows('Start', 'Fill', 'Pens')}<sequenceFlow id="yes" sourceRef="Pens" targetRef="Pay" qh:outcome="passed"/>
   <sequenceFlow id="done" sourceRef="Pay" targetRef="End"/>`,
);

const MERGED =
  '<sequenceFlow id="m1" sourceRef="One" targetRef="Pay"/><sequenceFlow id="m2" sourceRef="Two" targetRef="Pay"/>';
/** Two tokens come to one payment behind one pair of pens: each when somebody lets it, or both at once. */
export const PAID_TWICE = {
  oneAfterTheOther: bpmn(
    'Payment',
    `${KEY_ELEMENTS}<startEvent id="Start"/>${FILL}${PENS}<parallelGateway id="Fork"/><userTask id="One" name="第一笔"/>
     <userTask id="Two" name="第二笔"/>${PAY}<endEvent id="End"/>${REFUSED}${flows('Start', 'Fill', 'Pens')}
     <sequenceFlow id="yes" sourceRef="Pens" targetRef="Fork" qh:outcome="passed"/><sequenceFlow id="a" sourceRef="Fork" targetRef="One"/>
     <sequenceFlow id="b" sourceRef="Fork" targetRef="Two"/>${MERGED}<sequenceFlow id="done" sourceRef="Pay" targetRef="End"/>`,
  ),
  atOnce: bpmn(
    'Payment',
    `${KEY_ELEMENTS}<startEvent id="Start"/>${FILL}${PENS}<parallelGateway id="Fork"/>${PAY}<endEvent id="End"/>${REFUSED}
     ${flows('Start', 'Fill', 'Pens')}<sequenceFlow id="yes" sourceRef="Pens" targetRef="Fork" qh:outcome="passed"/>
     <sequenceFlow id="a" sourceRef="Fork" targetRef="Pay"/><sequenceFlow id="b" sourceRef="Fork" targetRef="Pay"/>
     <sequenceFlow id="done" sourceRef="Pay" targetRef="End"/>`,
  ),
} as const;
/** Beside the payment something else is done. */
export const PAID_BESIDE = bpmn(
  'Payment',
  `${KEY_ELEMENTS}<startEvent id="Start"/>${FILL}${PENS}<parallelGateway id="Fork"/>${PAY}<userTask id="Note" name="登记"/>
   <parallelGateway id="Join"/><endEvent id="End"/>${REFUSED}${flows('Start', 'Fill', 'Pens')}
   <sequenceFlow id="yes" sourceRef="Pens" targetRef="Fork" qh:outcome="passed"/><sequenceFlow id="a" sourceRef="Fork" targetRef="Pay"/>
   <sequenceFlow id="b" sourceRef="Fork" targetRef="Note"/><sequenceFlow id="c" sourceRef="Pay" targetRef="Join"/>
   <sequenceFlow id="d" sourceRef="Note" targetRef="Join"/><sequenceFlow id="e" sourceRef="Join" targetRef="End"/>`,
);

const PAY_SEVERAL = PAY.replace(
  '/>',
  '><multiInstanceLoopCharacteristics><loopCardinality>2</loopCardinality></multiInstanceLoopCharacteristics></serviceTask>',
);
/** One payment to several, as one approval says. */
export const PAID_TO_SEVERAL = PAYMENT.replace(PAY, PAY_SEVERAL);
export const PAID_BESIDE_TO_SEVERAL = PAID_BESIDE.replace(PAY, PAY_SEVERAL);

/** Something is registered between the pens and the payment. */
export const REGISTERED_PAYMENT = bpmn(
  'Registered',
  `${KEY_ELEMENTS}<startEvent id="Start"/>${FILL}${PENS}<userTask id="Register" name="登记"/>${PAY}<endEvent id="End"/>${REFUSED}
   ${flows('Start', 'Fill', 'Pens')}<sequenceFlow id="yes" sourceRef="Pens" targetRef="Register" qh:outcome="passed"/>
   ${flows('Register', 'Pay', 'End')}`,
);

/** Beside the pens somebody may still correct whom the money goes to. */
export const AMENDED_PAYMENT = bpmn(
  'Payment',
  `${KEY_ELEMENTS}<startEvent id="Start"/>${FILL}<parallelGateway id="Fork"/>${PENS}
   <userTask id="Amend" name="更正账户" qh:writes="payee"><extensionElements><qh:assign role="PM"/></extensionElements></userTask>
   <parallelGateway id="Join"/><userTask id="Register" name="登记"/>${PAY}<endEvent id="End"/>${REFUSED}
   ${flows('Start', 'Fill', 'Fork', 'Amend', 'Join', 'Register', 'Pay', 'End')}<sequenceFlow id="sign" sourceRef="Fork" targetRef="Pens"/>
   <sequenceFlow id="yes" sourceRef="Pens" targetRef="Join" qh:outcome="passed"/>`,
);

/** Key elements that the designer has left out: whoever registers may still change whom the treasury pays. */
export const LEFT_OPEN = {
  'that is not protected': REGISTERED_PAYMENT.replace('<qh:protected name="payee" type="account"/>', '').replace(
    'qh:writes="amount payee"',
    'qh:writes="amount"',
  ),
  'that is not signed': REGISTERED_PAYMENT.replace(
    '</qh:control>',
    '<qh:property name="signs" value="amount"/></qh:control>',
  ).replace('id="Register"', 'id="Register" qh:writes="payee"'),
} as const;
/** Whom the treasury pays, as what it calls `payTo`. */
export function handed(source: string): string {
  const input = `<extensionElements><qh:input target="payTo" source="${source}"/></extensionElements>`;
  return REGISTERED_PAYMENT.replace(PAY, PAY.replace('/>', `>${input}</serviceTask>`));
}

/** A payment drawn as if nothing had to come before it. */
export const BARE_PAYMENT = bpmn(
  'Bare',
  `${KEY_ELEMENTS}<startEvent id="Start"/>${FILL}${PAY}<endEvent id="End"/>${flows('Start', 'Fill', 'Pay', 'End')}`,
);

/** The same behind something that is no person's act: a timer, a message, a called process. */
export const HIDDEN = {
  timer: bpmn(
    'Hidden',
    `${KEY_ELEMENTS}<startEvent id="Start"/><intermediateCatchEvent id="Wait"><timerEventDefinition><timeDuration>PT1H</timeDuration>
     </timerEventDefinition></intermediateCatchEvent>${PAY}<endEvent id="End"/>${flows('Start', 'Wait', 'Pay', 'End')}`,
  ),
  message: bpmn(
    'Hidden',
    `${KEY_ELEMENTS}<startEvent id="Start"/><intermediateCatchEvent id="Wait"><messageEventDefinition messageRef="M"/>
     </intermediateCatchEvent>${PAY}<endEvent id="End"/>${flows('Start', 'Wait', 'Pay', 'End')}`,
    '<message id="M" name="go" qh:correlation="=1"/>',
  ),
} as const;
export const CALLED = bpmn('Called', `<startEvent id="S"/>${PAY}<endEvent id="E"/>${flows('S', 'Pay', 'E')}`);
export const CALLING = bpmn(
  'Calling',
  `${KEY_ELEMENTS}<startEvent id="Start"/>${FILL}<callActivity id="Call" calledElement="Called"/><endEvent id="End"/>
   ${flows('Start', 'Fill', 'Call', 'End')}`,
);

/** A person pays by hand: the duty says what it is. */
export const BY_HAND = bpmn(
  'ByHand',
  `${KEY_ELEMENTS}<startEvent id="Start"/>${FILL}<userTask id="PayByHand" name="出纳付款" qh:duty="PAY_EXECUTE">
   <extensionElements><qh:assign role="CASHIER"/></extensionElements></userTask><endEvent id="End"/>
   ${flows('Start', 'Fill', 'PayByHand', 'End')}`,
);

/** What is protected is called the same inside, and is something else there from the beginning. */
export const SHADOWED = bpmn(
  'Shadowed',
  `${KEY_ELEMENTS}<startEvent id="Start"/><subProcess id="Inside"><extensionElements>
     <qh:input target="payee" source="&quot;另一个账户&quot;"/></extensionElements>
     <startEvent id="In"/>${PENS}${PAY}<endEvent id="Out"/>${REFUSED}${flows('In', 'Pens')}
     <sequenceFlow id="yes" sourceRef="Pens" targetRef="Pay" qh:outcome="passed"/><sequenceFlow id="out" sourceRef="Pay" targetRef="Out"/>
   </subProcess><endEvent id="End"/>${flows('Start', 'Inside', 'End')}`,
);

/** Approved payments whose form, or whose job, tries to write what was signed. */
export const REWRITTEN = {
  form: bpmn(
    'Rewritten',
    `${KEY_ELEMENTS}<startEvent id="Start"/>${FILL}<userTask id="Review" name="复核"/><endEvent id="End"/>
     ${flows('Start', 'Fill', 'Review', 'End')}`,
  ),
  input: bpmn(
    'Rewritten',
    `${KEY_ELEMENTS}<startEvent id="Start"/>${FILL}<userTask id="Review" name="复核"><extensionElements>
     <qh:input target="payee" source="&quot;另一个账户&quot;"/></extensionElements></userTask><endEvent id="End"/>
     ${flows('Start', 'Fill', 'Review', 'End')}`,
  ),
  script: bpmn(
    'Rewritten',
    `${KEY_ELEMENTS}<startEvent id="Start"/>${FILL}<scriptTask id="Review" qh:resultVariable="payee"><script>"另一个账户"</script>
     </scriptTask><endEvent id="End"/>${flows('Start', 'Fill', 'Review', 'End')}`,
  ),
} as const;
