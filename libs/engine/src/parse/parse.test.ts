import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BpmnModdle } from 'bpmn-moddle';
import { parseBpmn, qhDescriptor, type Model, type NodeModel } from './index.js';
import { readTyped } from './read.js';
import { Report } from './report.js';
import { readXml } from './source.js';

const everything = readFileSync(join(__dirname, 'fixtures', 'everything.bpmn'));

async function modelOf(source: string | Uint8Array): Promise<Model> {
  const { model, findings } = await parseBpmn(source);
  expect(findings).toEqual([]);
  if (!model) throw new Error('no model');
  return model;
}

function node(model: Model, id: string): NodeModel {
  const containers = [
    ...model.processes,
    ...model.processes.flatMap((p) => p.nodes.flatMap((n) => ('container' in n ? [n.container] : []))),
  ];
  const found = containers.flatMap((container) => container.nodes).find((candidate) => candidate.id === id);
  if (!found) throw new Error(`no node ${id}`);
  return found;
}

describe('the model holds everything that is written', () => {
  let model: Model;
  beforeAll(async () => {
    model = await modelOf(everything);
  });

  it('definitions and root elements', () => {
    expect(model).toMatchObject({ id: 'Definitions_1', name: '采购', targetNamespace: 'urn:example' });
    expect([...model.messages.values()]).toEqual([
      { id: 'Message_1', name: '报价', correlation: 'order.id' },
      { id: 'Message_2', correlation: 'number' },
    ]);
    expect([...model.signals.values()]).toEqual([{ id: 'Signal_1', name: 'stop' }]);
    expect([...model.errors.values()]).toEqual([{ id: 'Error_1', name: 'No money', errorCode: 'E1' }]);
    expect([...model.escalations.values()]).toEqual([{ id: 'Escalation_1', name: 'Late', escalationCode: 'L1' }]);
    expect(model.dataStores.get('StoreRef_1')).toEqual({ id: 'Store_1', name: 'archive' });
    expect(model.dataStores.get('StoreRef_2')).toEqual({ id: 'StoreRef_2', name: 'shelf' });
    expect(model.locations.get('Message_1')).toEqual({ line: 5, column: 3 });
    expect(model.locations.get('Edge_1')).toMatchObject({ column: 7 });
  });

  it('collaborations', () => {
    expect(model.collaborations).toEqual([
      {
        id: 'Collaboration_1',
        participants: [
          { id: 'Pool_1', name: 'Office', processRef: 'Process_1' },
          { id: 'Pool_2', name: 'Supplier' },
        ],
        messageFlows: [
          { id: 'MessageFlow_1', name: 'order', sourceRef: 'Send_1', targetRef: 'Pool_2', messageRef: 'Message_1' },
        ],
      },
    ]);
  });

  it('processes, lanes, data objects, associations and flows', () => {
    const [first, second] = model.processes;
    expect(first).toMatchObject({ id: 'Process_1', name: 'Purchase', isExecutable: true, returns: 'listed' });
    expect(second).toEqual({
      id: 'Process_2',
      isExecutable: false,
      nodes: [],
      flows: [],
      dataObjects: [],
      associations: [],
      lanes: [],
      extensions: [],
    });
    expect(first?.lanes).toEqual([
      {
        id: 'Lane_1',
        name: 'Buyers',
        nodeRefs: ['Start_1'],
        lanes: [{ id: 'Lane_2', nodeRefs: ['User_1'], lanes: [] }],
      },
    ]);
    expect(first?.dataObjects).toEqual([
      { id: 'Object_1', name: 'offers', isCollection: true, referenceIds: ['ObjectRef_1'] },
    ]);
    expect(first?.associations).toEqual([
      { id: 'Association_1', sourceRef: 'User_1', targetRef: 'Note_1' },
      { id: 'Association_2', sourceRef: 'Boundary_2', targetRef: 'Undo_1' },
    ]);
    expect(first?.flows).toEqual([
      { id: 'Flow_1', name: 'go', sourceRef: 'Start_1', targetRef: 'User_1' },
      { id: 'Flow_2', sourceRef: 'User_1', targetRef: 'Service_1', outcome: 'passed' },
      {
        id: 'Flow_3',
        sourceRef: 'User_1',
        targetRef: 'Script_1',
        condition: { text: 'amount < 3', language: 'feel', location: { line: 70, column: 11 } },
      },
      { id: 'Flow_4', sourceRef: 'Exclusive_1', targetRef: 'End_1' },
    ]);
    expect(first?.extensions).toEqual([
      {
        namespace: 'urn:quanheng:bpmn:1',
        name: 'protected',
        attributes: { name: 'amount', type: 'money' },
        children: [],
      },
      {
        namespace: 'urn:quanheng:bpmn:1',
        name: 'constraint',
        attributes: { kind: 'separation', between: 'User_1 Send_1', level: 'person' },
        children: [
          { namespace: 'urn:quanheng:bpmn:1', name: 'property', attributes: { name: 'n', value: '2' }, children: [] },
        ],
      },
    ]);
  });

  it('activities', () => {
    expect(node(model, 'User_1')).toEqual({
      id: 'User_1',
      type: 'userTask',
      name: 'Check',
      incoming: ['Flow_1'],
      outgoing: ['Flow_2', 'Flow_3'],
      extensions: [
        { namespace: 'urn:quanheng:bpmn:1', name: 'form', attributes: {}, children: [], text: 'form-1' },
        expect.objectContaining({
          name: 'control',
          attributes: { kind: 'check' },
          children: [
            expect.objectContaining({
              name: 'act',
              children: [expect.objectContaining({ name: 'assign', attributes: { post: 'clerk' } })],
            }),
          ],
        }),
        { namespace: 'urn:quanheng:bpmn:1', name: 'phase', attributes: {}, children: [], text: 'decide' },
      ],
      isForCompensation: false,
      startQuantity: 1,
      completionQuantity: 1,
      default: 'Flow_2',
      loop: {
        kind: 'standard',
        testBefore: true,
        maximum: 3,
        condition: expect.objectContaining({ text: 'again', language: 'urn:feel' }),
      },
      dataInputs: [{ id: 'In_1', name: 'request' }],
      dataOutputs: [{ id: 'Out_1', name: 'answer' }],
      inputAssociations: [
        {
          id: 'DataIn_1',
          sourceRefs: ['ObjectRef_1'],
          assignments: [{ from: expect.objectContaining({ text: 'a' }), to: expect.objectContaining({ text: 'b' }) }],
        },
      ],
      outputAssociations: [
        {
          id: 'DataOut_1',
          sourceRefs: ['Out_1'],
          targetRef: 'Object_1',
          transformation: expect.objectContaining({ text: 'Out_1 + 1' }),
          assignments: [],
        },
      ],
      inputs: [
        { target: 'x', expression: '1 + 1' },
        { target: 'y', expression: 'y' },
      ],
      outputs: [{ target: 'z', expression: 'z + 1' }],
      instantiate: false,
      returnTo: ['Service_1', 'Script_1'],
      triggeredByEvent: false,
    });
    expect(node(model, 'Service_1')).toMatchObject({
      type: 'serviceTask',
      handler: 'pay',
      retries: 3,
      loop: {
        kind: 'multiInstance',
        isSequential: true,
        behavior: 'One',
        cardinality: { text: '5' },
        completionCondition: { text: 'enough' },
        dataInputRef: 'Object_1',
        dataOutputRef: 'Object_1',
        inputDataItem: 'one',
        outputDataItem: 'Item_2',
        collection: 'items',
        element: 'item',
        outputCollection: 'results',
      },
    });
    expect(node(model, 'Script_1')).toMatchObject({
      type: 'scriptTask',
      script: { text: '1 + 2', language: 'feel' },
      resultVariable: 'sum',
    });
    expect(node(model, 'Rule_1')).toMatchObject({
      type: 'businessRuleTask',
      decision: 'Grade',
      resultVariable: 'grade',
    });
    expect(node(model, 'Send_1')).toMatchObject({ type: 'sendTask', messageRef: 'Message_1', handler: 'mail' });
    expect(node(model, 'Receive_1')).toMatchObject({ type: 'receiveTask', messageRef: 'Message_2', instantiate: true });
    expect(node(model, 'Manual_1')).toMatchObject({ type: 'manualTask', completionQuantity: 2 });
    expect(node(model, 'Undo_1')).toMatchObject({ type: 'task', isForCompensation: true });
    expect(node(model, 'Call_1')).toMatchObject({
      type: 'callActivity',
      calledElement: 'Process_2',
      binding: 'version:2',
    });
    expect(node(model, 'AdHoc_1')).toMatchObject({ type: 'adHocSubProcess', container: { nodes: [] } });
    expect(node(model, 'Sub_1')).toMatchObject({
      type: 'subProcess',
      triggeredByEvent: true,
      container: { id: 'Sub_1', flows: [{ id: 'SubFlow' }], nodes: [{ id: 'SubStart' }, { id: 'SubEnd' }] },
    });
  });

  it('events', () => {
    expect(node(model, 'Start_1')).toEqual({
      id: 'Start_1',
      type: 'startEvent',
      name: 'Begin',
      incoming: [],
      outgoing: ['Flow_1'],
      extensions: [],
      definitions: [{ kind: 'message', id: 'Def_Message', messageRef: 'Message_1' }],
      parallelMultiple: false,
      isInterrupting: true,
      cancelActivity: true,
      dataInputs: [],
      dataOutputs: [{ id: 'StartOut', name: 'got' }],
      inputAssociations: [],
      outputAssociations: [{ id: 'StartAssoc', sourceRefs: ['StartOut'], targetRef: 'ObjectRef_1', assignments: [] }],
      inputs: [],
      outputs: [],
    });
    expect(node(model, 'SubStart')).toMatchObject({
      isInterrupting: false,
      definitions: [{ kind: 'escalation', escalationRef: 'Escalation_1' }],
    });
    expect(node(model, 'SubEnd')).toMatchObject({
      type: 'endEvent',
      definitions: [{ kind: 'terminate', id: 'Def_Terminate' }],
    });
    expect(node(model, 'TransEnd')).toMatchObject({ definitions: [{ kind: 'cancel' }] });
    expect(node(model, 'Boundary_1')).toMatchObject({
      type: 'boundaryEvent',
      attachedToRef: 'Service_1',
      cancelActivity: false,
      parallelMultiple: true,
      definitions: [
        { kind: 'timer', id: 'Def_Timer', timeCycle: { text: 'R3/PT1H' }, calendar: 'statutory' },
        { kind: 'timer', id: 'RootTimer', timeDuration: { text: 'PT1H' } },
        { kind: 'error', errorRef: 'Error_1' },
      ],
    });
    expect(node(model, 'Boundary_2')).toMatchObject({
      definitions: [{ kind: 'compensate', waitForCompletion: false }],
    });
    expect(node(model, 'Catch_1')).toMatchObject({
      definitions: [{ kind: 'conditional', condition: { text: 'x > 1' } }],
    });
    expect(node(model, 'Catch_2')).toMatchObject({
      definitions: [{ kind: 'timer', timeDate: { text: '2026-01-01T00:00:00Z' } }],
    });
    expect(node(model, 'Throw_1')).toMatchObject({
      type: 'intermediateThrowEvent',
      definitions: [{ kind: 'signal', signalRef: 'Signal_1' }],
      dataInputs: [{ id: 'ThrowIn' }],
      inputAssociations: [{ sourceRefs: ['Object_1'], targetRef: 'ThrowIn' }],
    });
    expect(node(model, 'Throw_2')).toMatchObject({ definitions: [{ kind: 'link', name: 'A' }] });
    expect(node(model, 'End_1')).toMatchObject({
      definitions: [{ kind: 'compensate', activityRef: 'Script_1', waitForCompletion: true }],
    });
  });

  it('gateways', () => {
    expect(node(model, 'Exclusive_1')).toMatchObject({
      type: 'exclusiveGateway',
      default: 'Flow_4',
      gatewayDirection: 'Diverging',
    });
    expect(node(model, 'Parallel_1')).toMatchObject({ type: 'parallelGateway', gatewayDirection: 'Unspecified' });
    expect(node(model, 'Inclusive_1')).toMatchObject({ type: 'inclusiveGateway' });
    expect(node(model, 'Event_1')).toMatchObject({
      type: 'eventBasedGateway',
      instantiate: true,
      eventGatewayType: 'Parallel',
    });
    expect(node(model, 'Complex_1')).toMatchObject({
      type: 'complexGateway',
      activationCondition: { text: 'activationCount > 2' },
    });
  });
});

describe('agreement with the editor', () => {
  it('types every element as bpmn-moddle does when it reads the same document', async () => {
    const text = everything.toString('utf8');
    const { document } = readXml(text);
    if (!document) throw new Error('not read');
    const ours = readTyped(document.root, new Report()).ids;
    const { elementsById, warnings } = await new BpmnModdle({ qh: qhDescriptor() }).fromXML(text);
    // The one difference: bpmn-moddle does not resolve references with a prefix.
    expect(warnings.map((warning) => warning.message)).toEqual(['unresolved reference <tns:Process_1>']);
    const theirs = new Map(Object.entries(elementsById).map(([id, element]) => [id, element.$type]));
    expect(new Map([...ours].map(([id, element]) => [id, element.type]))).toEqual(theirs);
  });

  it('gives bpmn-js a fresh descriptor each time, because moddle writes into it', () => {
    const before = JSON.stringify(qhDescriptor());
    new BpmnModdle({ qh: qhDescriptor() }).getType('qh:Control');
    expect(JSON.stringify(qhDescriptor())).toBe(before);
  });

  it.each(['', 'bpmn:', 'bpmn2:', 'semantic:'])('reads the prefix %j', async (prefix) => {
    const xmlns = prefix === '' ? 'xmlns' : `xmlns:${prefix.slice(0, -1)}`;
    const model = await modelOf(
      `<${prefix}definitions ${xmlns}="http://www.omg.org/spec/BPMN/20100524/MODEL"><${prefix}process id="p"><${prefix}task id="t"/></${prefix}process></${prefix}definitions>`,
    );
    expect(model.processes[0]?.nodes[0]).toMatchObject({ id: 't', type: 'task' });
  });

  it('reads every encoding', async () => {
    const text = `<?xml version="1.0" encoding="UTF-16"?>${everything.toString('utf8').replace(/^<\?xml[^>]*>/, '')}`;
    expect((await modelOf(Buffer.from(`\ufeff${text}`, 'utf16le'))).name).toBe('采购');
  });
});
