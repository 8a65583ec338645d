import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { planOf } from '../controls/plan.js';
import { CONTROLS } from '../controls/registry.js';
import type { ActivityPolicy, ControlKind, PropertySpec } from '../model/index.js';
import { readProfile } from '../profiles/index.js';
import { judgeDrawing, newActs, playDrawing, propertiesOf, type DrawingRequest } from './index.js';

const KINDS = Object.keys(CONTROLS) as ControlKind[];
const PROCESSES = join(__dirname, '../../../../processes');
const read = (path: string): string => readFileSync(join(PROCESSES, path), 'utf8');
const FILLED: Readonly<Record<string, string>> = {
  ...{ body: 'committee', days: '5', ratio: '2/3', cap: 'emergencyCap:unit', amount: 'amount', ratifiedBy: 'Meeting' },
};

const request = (text: string, more: Partial<DrawingRequest> = {}): DrawingRequest => ({
  ...{ text, decisions: [], called: [], profile: null, effects: {} },
  budget: { states: 50_000, milliseconds: 2000 },
  ...more,
});
const ask = (text: string, more?: Partial<DrawingRequest>) =>
  judgeDrawing(request(text, more), () => performance.now());

describe('forms of controls', () => {
  test.each(KINDS)('a new %s can be worked once it is said by whom', (kind) => {
    const properties: PropertySpec[] = propertiesOf(kind)
      .filter(({ isRequired }) => isRequired)
      .map(({ name }) => ({ name, value: FILLED[name] ?? '', properties: [] }));
    const acts = newActs(kind).map((name) => ({
      ...{ name, duties: [], evidence: [], properties: [], basis: [] },
      assigns: [{ post: 'somebody' }],
    }));
    const activity = {
      key: 'A',
      name: 'A',
      control: { kind, acts, properties, basis: [] },
    } as unknown as ActivityPolicy;
    expect(planOf(activity)).toHaveProperty('control');
  });

  test('properties are those of the schema: what must be said, closed sets, what counts when nothing is said', () => {
    const meeting = new Map(propertiesOf('collectiveDecision').map((each) => [each.name, each]));
    expect(meeting.get('body')).toMatchObject({ isRequired: true });
    expect(meeting.get('quorum')).toEqual({
      name: 'quorum',
      isRequired: false,
      values: ['1/2', '2/3'],
      standard: '1/2',
    });
    expect(new RegExp(propertiesOf('publicity').find(({ name }) => name === 'days')?.pattern ?? '').test('0')).toBe(
      false,
    );
    for (const kind of KINDS)
      expect(propertiesOf(kind).map(({ name }) => name)).toContain(kind === 'emergency' ? 'cap' : 'signs');
  });
});

describe('judging a drawing in the making', () => {
  const drawing = (content: string): string =>
    `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:qh="urn:quanheng:bpmn:1" id="D" targetNamespace="urn:t"><process id="P" isExecutable="true">${content}</process></definitions>`;
  const PAID = `<startEvent id="S"/><serviceTask id="Pay" name="支付" qh:handler="pay"/><endEvent id="E"/>
    <sequenceFlow id="a" sourceRef="S" targetRef="Pay"/><sequenceFlow id="b" sourceRef="Pay" targetRef="E"/>`;
  const codes = async (text: string, more?: Partial<DrawingRequest>) =>
    (await ask(text, more)).findings.map(({ code }) => code);

  test('what is not XML, and what breaks a rule of BPMN, is told and not proved', async () => {
    for (const text of ['', '<definitions', '<html/>', drawing('<userTask id="A"/><endEvent id="A"/>')]) {
      const { findings, proof } = await ask(text);
      expect(findings[0]?.severity).toBe('error');
      expect(proof.sound).toBe('unknown');
    }
  });

  test('money without two pens is told as soon as the installation says what the handler does', async () => {
    expect(await codes(drawing(PAID))).not.toContain('L07-money-without-two-pens');
    expect(await codes(drawing(PAID), { effects: { pay: 'payment' } })).toContain('L07-money-without-two-pens');
  });

  test('mismatched gateways are told with a scenario that shows them', async () => {
    const content = `<startEvent id="S"/><exclusiveGateway id="G" default="b"/><userTask id="A"/><userTask id="B"/><parallelGateway id="J"/><endEvent id="E"/>
      <sequenceFlow id="s" sourceRef="S" targetRef="G"/><sequenceFlow id="a" sourceRef="G" targetRef="A"><conditionExpression>urgent</conditionExpression></sequenceFlow>
      <sequenceFlow id="b" sourceRef="G" targetRef="B"/><sequenceFlow id="c" sourceRef="A" targetRef="J"/><sequenceFlow id="d" sourceRef="B" targetRef="J"/><sequenceFlow id="e" sourceRef="J" targetRef="E"/>`;
    const { findings, proof } = await ask(drawing(content));
    expect(proof.sound).toBe(false);
    expect(findings.find(({ code }) => code === 'proof-stuck')).toMatchObject({
      elementId: 'J',
      certainty: 'confirmed',
      scenario: expect.anything(),
    });
    const { scenario } = findings.find(({ code }) => code === 'proof-stuck') ?? {};
    const steps = await playDrawing(request(drawing(content)), scenario);
    expect(steps).toContainEqual({ event: 'begun', element: 'G' });
    // One branch is taken, so the join waits for ever for the other.
    expect(steps.filter(({ element }) => element === 'c' || element === 'd')).toHaveLength(1);
    expect(steps).not.toContainEqual({ event: 'done', element: 'E' });
    expect(await playDrawing(request('<no'), scenario)).toEqual([]);
    expect(await playDrawing(request(drawing(content)), { steps: 1 })).toEqual([]);
  });

  test('pools that wait for each other are told with a scenario that plays both', async () => {
    const pool = (at: number): string =>
      `<process id="P${at}" isExecutable="true"><startEvent id="S${at}"/><receiveTask id="R${at}"/><sendTask id="T${at}"/><endEvent id="E${at}"/>
      <sequenceFlow id="a${at}" sourceRef="S${at}" targetRef="R${at}"/><sequenceFlow id="b${at}" sourceRef="R${at}" targetRef="T${at}"/><sequenceFlow id="c${at}" sourceRef="T${at}" targetRef="E${at}"/></process>`;
    const text = `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="D" targetNamespace="urn:t"><collaboration id="C">
      <participant id="Pool1" processRef="P1"/><participant id="Pool2" processRef="P2"/><messageFlow id="M1" sourceRef="T1" targetRef="R2"/><messageFlow id="M2" sourceRef="T2" targetRef="R1"/></collaboration>${pool(1)}${pool(2)}</definitions>`;
    const { scenario } = (await ask(text)).findings.find(({ code }) => code === 'proof-waits-for-message') ?? {};
    const begun = (await playDrawing(request(text), scenario)).filter(({ event }) => event === 'begun');
    expect(begun.map(({ element }) => element).sort()).toEqual(['R1', 'R2', 'S1', 'S2']);
  });

  test('calls and decisions are looked up among what is given', async () => {
    const call =
      '<startEvent id="S"/><callActivity id="C" calledElement="Q"/><endEvent id="E"/><sequenceFlow id="a" sourceRef="S" targetRef="C"/><sequenceFlow id="b" sourceRef="C" targetRef="E"/>';
    const called = drawing(
      '<startEvent id="S"/><endEvent id="E"/><sequenceFlow id="a" sourceRef="S" targetRef="E"/>',
    ).replace('id="P"', 'id="Q"');
    expect(await codes(drawing(call))).toContain('called-process-missing');
    expect(await ask(drawing(call), { called: [{ process: 'Q', text: called }] })).toMatchObject({
      findings: [],
      proof: { sound: true },
    });
    const text = read('reimbursement/process.bpmn');
    expect(await codes(text)).toContain('decision-missing');
    const decisions = [{ name: 'decisions.dmn', text: read('reimbursement/decisions.dmn') }];
    const meeting = [{ process: 'CollectiveDecision', text: read('collective-decision/process.bpmn') }];
    expect(await ask(text, { decisions, called: meeting })).toMatchObject({ findings: [], proof: { sound: true } });
  });

  test('every process that is shipped is free of errors under its profile', async () => {
    for (const name of ['reimbursement', 'small-purchase', 'construction-payment']) {
      const files = readdirSync(join(PROCESSES, name)).filter((file) => file.endsWith('.dmn'));
      const decisions = files.map((file) => ({ name: file, text: read(`${name}/${file}`) }));
      const { profile = null } = readProfile(JSON.parse(read(`profiles/${name}.json`)));
      expect(profile).not.toBeNull();
      const called = [{ process: 'CollectiveDecision', text: read('collective-decision/process.bpmn') }];
      const { findings } = await ask(read(`${name}/process.bpmn`), { decisions, called, profile });
      expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
    }
  });
});
