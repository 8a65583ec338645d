import { lint, LINTS } from './index.js';
import { contextFrom } from './testing/context.js';

const document = (content: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:qh="urn:quanheng:bpmn:1" id="D" targetNamespace="urn:t">
  <escalation id="No" escalationCode="not-decided"/><escalation id="Other" escalationCode="other"/>${content}</definitions>`;
const meeting = `<userTask id="Meeting" name="集体表决"><extensionElements><qh:control kind="collectiveDecision">
  <qh:act name="agenda"><qh:assign post="secretary"/></qh:act><qh:property name="body" value="committee"/><qh:property name="ballot" value="open"/></qh:control></extensionElements></userTask>`;
/** What says no ends by an escalation, or like everything else. */
const called = (telling: string): string =>
  document(`<process id="Decide" isExecutable="true"><startEvent id="S"/>${meeting}<endEvent id="Yes"/>
    <endEvent id="No_end">${telling}</endEvent>
    <sequenceFlow id="a" sourceRef="S" targetRef="Meeting"/><sequenceFlow id="b" sourceRef="Meeting" targetRef="Yes" qh:outcome="passed"/>
    <sequenceFlow id="c" sourceRef="Meeting" targetRef="No_end" qh:outcome="failed"/></process>`);
const TELLING = '<escalationEventDefinition id="T" escalationRef="No"/>';
const calling = (boundary: string): string =>
  document(`<process id="Pay" isExecutable="true"><startEvent id="Begin"/><callActivity id="Call" calledElement="Decide"/>${boundary}
    <serviceTask id="Payment" name="支付" qh:handler="treasury-payment"/><endEvent id="End"/>
    <sequenceFlow id="d" sourceRef="Begin" targetRef="Call"/><sequenceFlow id="e" sourceRef="Call" targetRef="Payment"/>
    <sequenceFlow id="f" sourceRef="Payment" targetRef="End"/></process>`);
const boundary = (escalation: string, more = ''): string =>
  `<boundaryEvent id="Refused" attachedToRef="Call" ${more}><escalationEventDefinition id="B" ${escalation}/></boundaryEvent>
   <endEvent id="NotPaid"/><sequenceFlow id="g" sourceRef="Refused" targetRef="NotPaid"/>`;

async function findings(outer: string, inner: string | null): Promise<readonly string[]> {
  const context = await contextFrom(outer, { effects: { 'treasury-payment': 'payment' } });
  const models = inner === null ? undefined : new Map([['Decide:', (await contextFrom(inner)).model]]);
  const rule = LINTS.filter(({ rule: number }) => number === 'L07');
  return lint({ ...context, ...(models === undefined ? {} : { models }) }, rule).map(({ code }) => code);
}
const MISSING = ['L07-money-without-two-pens'];

test.each([
  ['of its code', 'escalationRef="No"'],
  ['of any code', ''],
])(
  'a meeting in a called process counts where its refusal interrupts the call: an escalation %s',
  async (_what, ref) => {
    expect(await findings(calling(boundary(ref)), called(TELLING))).toEqual([]);
  },
);

test.each([
  ['nothing catches the refusal', '', TELLING],
  ['another escalation is caught', boundary('escalationRef="Other"'), TELLING],
  ['the call goes on all the same', boundary('escalationRef="No"', 'cancelActivity="false"'), TELLING],
  ['the refusal is an end like any other', boundary('escalationRef="No"'), ''],
])('it does not count where %s', async (_what, caught, telling) => {
  expect(await findings(calling(caught), called(telling))).toEqual(MISSING);
});

test('it does not count where it is not known what is called', async () => {
  expect(await findings(calling(boundary('escalationRef="No"')), null)).toEqual(MISSING);
});

test.each([
  ['', ['P07-signs-the-caller']],
  ['<qh:property name="signs" value="amount"/>', []],
])('a control of another document says what it signs where the caller writes later: %p', async (signs, told) => {
  const outer = document(`<process id="Buy" isExecutable="true">
    <extensionElements><qh:protected name="amount" type="money"/><qh:protected name="price" type="money"/></extensionElements>
    <startEvent id="Begin"/><callActivity id="Call" calledElement="Decide"/>
    <userTask id="Price" name="定价" qh:writes="price"/><endEvent id="End"/><sequenceFlow id="d" sourceRef="Begin" targetRef="Call"/>
    <sequenceFlow id="e" sourceRef="Call" targetRef="Price"/><sequenceFlow id="f" sourceRef="Price" targetRef="End"/></process>`);
  const inner = called(TELLING).replace('<qh:property name="ballot"', `${signs}<qh:property name="ballot"`);
  const models = new Map([['Decide:', (await contextFrom(inner)).model]]);
  const rule = LINTS.filter(({ rule: number }) => number === 'P07');
  const found = lint({ ...(await contextFrom(outer)), models }, rule);
  expect(found.map(({ code }) => code)).toEqual(told);
  expect(found.every(({ message }) => message.includes('“集体表决”(Meeting)') && message.includes('price'))).toBe(true);
});
