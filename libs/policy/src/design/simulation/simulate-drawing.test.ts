import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { prepareWorld, readScenario, simulate } from '@quanheng/engine';
import { simulateDrawing, type Course, type CourseStep, type SimulationRequest, type Simulated } from './index.js';

const PROCESSES = join(__dirname, '../../../../../processes');

function project(name: string): SimulationRequest {
  const folder = join(PROCESSES, name);
  const files = readdirSync(folder);
  const texts = (ending: string) =>
    files
      .filter((file) => file.endsWith(ending))
      .map((file) => ({ name: file, text: readFileSync(join(folder, file), 'utf8') }));
  const forms = texts('.form').map(({ name: file, text }) => ({ name: file.replace(/\.form$/, ''), text }));
  const called = [{ process: 'CollectiveDecision', text: read('collective-decision') }];
  return { text: read(name), decisions: texts('.dmn'), called, forms };
}
const read = (name: string): string => readFileSync(join(PROCESSES, name, 'process.bpmn'), 'utf8');

const drawing = (content: string, beside = ''): SimulationRequest => ({
  text: `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:qh="urn:quanheng:bpmn:1" id="D" targetNamespace="urn:t">${beside}<process id="P" isExecutable="true">${content}</process></definitions>`,
  ...{ decisions: [], called: [], forms: [] },
});

async function play(request: SimulationRequest, steps: readonly CourseStep[], course: Partial<Course> = {}) {
  const answer = await simulateDrawing(request, { process: 'P', variables: {}, steps, ...course });
  if (answer.simulated === null) throw new Error(JSON.stringify(answer.findings));
  return answer.simulated;
}
const open = ({ work }: Simulated): readonly string[] => work.map(({ element }) => element);

describe('a drawing that can be run', () => {
  const CHOICE = drawing(
    `<startEvent id="S"/><userTask id="Fill" name="填写"/><exclusiveGateway id="G" default="small"/>
    <serviceTask id="Pay" qh:handler="pay"/><endEvent id="E"/><userTask id="Meet"/><endEvent id="Decided"/>
    <boundaryEvent id="Refused" attachedToRef="Pay"><errorEventDefinition errorRef="R"/></boundaryEvent><endEvent id="Given"/>
    <sequenceFlow id="a" sourceRef="S" targetRef="Fill"/><sequenceFlow id="b" sourceRef="Fill" targetRef="G"/>
    <sequenceFlow id="large" sourceRef="G" targetRef="Meet"><conditionExpression>amount > limit</conditionExpression></sequenceFlow>
    <sequenceFlow id="small" sourceRef="G" targetRef="Pay"/><sequenceFlow id="d" sourceRef="Pay" targetRef="E"/>
    <sequenceFlow id="e" sourceRef="Refused" targetRef="Given"/><sequenceFlow id="f" sourceRef="Meet" targetRef="Decided"/>`,
    '<error id="R" name="refused" errorCode="REFUSED"/>',
  );

  test('says what can be started and what that asks for', async () => {
    const { processes, simulated } = await simulateDrawing(CHOICE, null);
    expect(simulated).toBeNull();
    expect(processes).toEqual([{ id: 'P', name: 'P', fields: [] }]);
    const { processes: shipped } = await simulateDrawing(project('procurement'), null);
    expect(shipped[0]).toMatchObject({ id: 'Procurement' });
    expect(shipped[0]?.fields[0]).toMatchObject({ type: 'number' });
  });

  test('goes the way that the answers lead, and back by leaving out the last', async () => {
    const begun = await play(CHOICE, []);
    expect(open(begun)).toEqual(['Fill']);
    expect(begun.work[0]?.fields.map(({ name }) => name)).toEqual(['amount', 'limit']);
    const large: CourseStep = { complete: 'Fill', variables: { amount: 20, limit: 10 } };
    const there = await play(CHOICE, [large]);
    expect([open(there), there.stand.tokens]).toEqual([['Meet'], { Meet: 1 }]);
    expect(there.stand.variables).toEqual({ amount: 20, limit: 10 });
    expect(await play(CHOICE, [])).toEqual(begun);
    const small: CourseStep = { complete: 'Fill', variables: { amount: 5, limit: 10 } };
    const paying = await play(CHOICE, [small]);
    expect(paying.work).toMatchObject([{ element: 'Pay', kind: 'held', errors: ['REFUSED'] }]);
    const given = await play(CHOICE, [small, { throw: 'Pay', code: 'REFUSED' }]);
    expect(given.stand.result).toBe('completed');
    expect(given.lines.filter(({ step }) => step === 2).map(({ line }) => line.element)).toContain('Given');
  });

  test('an expression that fails is told as an incident, where it is', async () => {
    const { stand } = await play(CHOICE, [{ complete: 'Fill', variables: { amount: '多' } }]);
    expect(stand).toMatchObject({ result: 'incident', incidents: [{ element: 'G', code: 'expression-failed' }] });
    expect(stand.incidents[0]?.message).toContain('amount > limit');
  });

  test('what cannot be done is told, and the rest goes on', async () => {
    const { stand } = await play(CHOICE, [{ complete: 'Meet' }]);
    expect(stand.unmet).toEqual([expect.stringContaining('Meet does not wait')]);
    expect(stand.tokens).toEqual({ Fill: 1 });
  });

  test('time passes to the next timer, and no further', async () => {
    const timed = drawing(`<startEvent id="S"/><userTask id="A"/><endEvent id="E"/>
      <boundaryEvent id="Late" attachedToRef="A" cancelActivity="false"><timerEventDefinition><timeCycle>R2/P1D</timeCycle></timerEventDefinition></boundaryEvent><endEvent id="Told"/>
      <sequenceFlow id="a" sourceRef="S" targetRef="A"/><sequenceFlow id="b" sourceRef="A" targetRef="E"/><sequenceFlow id="c" sourceRef="Late" targetRef="Told"/>`);
    const { stand } = await play(timed, []);
    const wait = ((stand.next ?? 0) - stand.at) / 1000;
    const later = await play(timed, [{ advance: `PT${wait}S` }]);
    expect(later.lines.filter(({ line }) => line.event === 'elementCompleted' && line.element === 'Told')).toHaveLength(
      1,
    );
    expect(later.stand.next).not.toBeNull();
  });

  test('the scenario that it leaves is played by the command line as it was here', async () => {
    const { scenario, stand } = await play(CHOICE, [{ complete: 'Fill', variables: { amount: 5, limit: 10 } }]);
    const { world } = await prepareWorld({ name: 'p.bpmn', content: CHOICE.text, digest: 'd' });
    const { scenario: parsed } = readScenario(scenario);
    if (world === undefined || parsed === undefined) throw new Error('it cannot be read');
    const { result, waiting, variables } = simulate(world, parsed);
    expect({ result, waiting, variables }).toEqual({
      ...{ result: stand.result, waiting: stand.waiting, variables: stand.variables },
    });
  });
});

describe('processes that are shipped', () => {
  test('a claim is played with its forms, its decision and its controls to the end', async () => {
    const request = project('reimbursement');
    const { processes } = await simulateDrawing(request, null);
    const steps: CourseStep[] = [];
    const variables = Object.fromEntries((processes[0]?.fields ?? []).map(({ name }) => [name, 1000]));
    let now = await play(request, steps, { process: 'Reimbursement', variables });
    expect(now.work[0]?.fields).toContainEqual(
      expect.objectContaining({ name: 'days', type: 'number', label: '天数' }),
    );
    for (let turns = 0; now.work.length > 0 && turns < 40; turns++) {
      const [{ element, outcomes, fields }] = now.work as [Simulated['work'][number]];
      const filled = Object.fromEntries(
        fields.map(({ name, type, choices }) => [name, choices?.[0]?.value ?? (type === 'number' ? 800 : '有')]),
      );
      const [outcome] = outcomes;
      steps.push({ complete: element, variables: filled, ...(outcome === undefined ? {} : { outcome }) });
      now = await play(request, steps, { process: 'Reimbursement', variables });
    }
    expect(now.stand).toMatchObject({ result: 'completed', incidents: [] });
    expect(steps.length).toBeGreaterThan(4);
  });

  test.each(readdirSync(PROCESSES).filter((name) => existsSync(join(PROCESSES, name, 'process.bpmn'))))(
    '%s can be started',
    async (name) => {
      const request = project(name);
      const { processes, findings } = await simulateDrawing(request, null);
      expect(findings).toEqual([]);
      const [process] = processes;
      const { simulated } = await simulateDrawing(request, {
        ...{ process: process?.id ?? '', variables: {}, steps: [] },
      });
      expect(simulated?.work.length).toBeGreaterThan(0);
    },
  );
});

test('what cannot be run says why', async () => {
  for (const text of ['', '<definitions', drawing('<userTask id="A"/><endEvent id="A"/>').text]) {
    const { processes, findings, simulated } = await simulateDrawing({ ...drawing(''), text }, null);
    expect([processes, simulated]).toEqual([[], null]);
    expect(findings[0]?.severity).toBe('error');
  }
  const course = { process: 'Q', variables: {}, steps: [] };
  const { findings } = await simulateDrawing(
    drawing('<startEvent id="S"/><endEvent id="E"/><sequenceFlow id="a" sourceRef="S" targetRef="E"/>'),
    course,
  );
  expect(findings).toMatchObject([{ code: 'scenario-unknown-element' }]);
});
