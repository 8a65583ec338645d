import { compile, parseBpmn, replay, stateToJson, step, UNBORN, type StateJson } from '@quanheng/engine';
import { InstanceJobReader } from './job-reader.js';
import type { InstanceRow, ProcessDefinition } from './ports/index.js';

const HEAD =
  '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:qh="urn:quanheng:bpmn:1" id="d" targetNamespace="urn:test">';

function processOf(id: string, activity: string, name: string): string {
  return `${HEAD}<process id="${id}" isExecutable="true"><startEvent id="${id}_s"/>
    <sequenceFlow id="${id}_1" sourceRef="${id}_s" targetRef="${name}"/>${activity}</process></definitions>`;
}
const CALLED = processOf('Called', '<serviceTask id="pay" qh:handler="external:pay" qh:retries="2"/>', 'pay');
const caller = (inside: string) =>
  processOf(
    'Caller',
    `<callActivity id="call" calledElement="Called">${inside === '' ? '' : `<extensionElements>${inside}</extensionElements>`}</callActivity>`,
    'call',
  );

/** What the job of the called process works on, when the caller started with `amount` and `secret`. */
async function read(inside: string, status: InstanceRow['status'] = 'active') {
  const [{ model }, called] = await Promise.all([parseBpmn(caller(inside)), parseBpmn(CALLED)]);
  const { definition, findings } = compile(model!, {
    digest: 'd1',
    links: { process: () => ({ model: called.model!, processId: 'Called', digest: 'd2' }) },
  });
  if (definition === undefined) throw new Error(JSON.stringify(findings));
  const { state } = step(
    definition,
    replay(UNBORN, []),
    { type: 'start', process: 'Caller', variables: { amount: 100, secret: '底价' } },
    { at: 0, zone: '+08:00' },
  );
  const flow: StateJson = stateToJson(state);
  const job = flow.elements.find(({ work }) => work?.kind === 'job')!.id;
  const row = { status, definition: 'd1', businessKey: 'B-1', state: { flow: JSON.stringify(flow) } } as InstanceRow;
  const reader = new InstanceJobReader(
    { instance: (id) => Promise.resolve(id === 'i1' ? row : null) },
    { get: () => Promise.resolve({ graph: definition } as ProcessDefinition) },
  );
  return { reader, contents: await reader.read({ instance: 'i1', job }) };
}

describe('what a job works on', () => {
  it('is what the scopes around it show, when the call activity gives it nothing', async () => {
    const { contents } = await read('');
    expect(contents).toEqual({ variables: { amount: 100, secret: '底价' }, businessKey: 'B-1', retries: 2 });
  });

  it('is what a call activity with inputs gives it and nothing else of the caller', async () => {
    const { contents } = await read('<qh:input source="amount * 2" target="sum"/>');
    expect(contents?.variables).toEqual({ sum: 200 });
  });

  it('is nothing, when the instance takes no results or the job is gone', async () => {
    expect((await read('', 'suspended')).contents).toBeNull();
    const { reader } = await read('');
    expect(await reader.read({ instance: 'i1', job: 99 })).toBeNull();
    expect(await reader.read({ instance: 'i1', job: 0 })).toBeNull();
    expect(await reader.read({ instance: 'i2', job: 1 })).toBeNull();
  });
});
