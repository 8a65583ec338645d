import type { Finding } from '../findings/finding.js';
import { parseBpmn } from './index.js';

const BPMN = 'http://www.omg.org/spec/BPMN/20100524/MODEL';
const NAMESPACES =
  `xmlns="${BPMN}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:qh="urn:quanheng:bpmn:1" ` +
  'xmlns:di="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:z="urn:foreign"';
const document = (content: string): string =>
  `<definitions ${NAMESPACES} id="d" targetNamespace="urn:t">${content}</definitions>`;
const inProcess = (content: string): string => document(`<process id="p" isExecutable="true">${content}</process>`);

async function findingsOf(source: string): Promise<readonly Finding[]> {
  return (await parseBpmn(source)).findings;
}

type Row = [title: string, source: string, code: string, severity: Finding['severity'], elementId: string | null];

describe('every fault is one finding with code, severity and element', () => {
  const rows: Row[] = [
    ['DMN', '<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/"/>', 'not-bpmn', 'error', null],
    ['HTML', '<html><body/></html>', 'not-bpmn', 'error', null],
    ['definitions without namespace', '<definitions/>', 'not-bpmn', 'error', null],
    ['another BPMN element as root', `<process xmlns="${BPMN}"/>`, 'not-bpmn', 'error', null],
    ['an unknown element', inProcess('<humanTask id="t"/>'), 'unknown-element', 'error', 't'],
    ['an element in capitals', inProcess('<UserTask id="t"/>'), 'unknown-element', 'error', 't'],
    ['an abstract element', inProcess('<flowNode id="t"/>'), 'unknown-element', 'error', 't'],
    ['the prototype as element', inProcess('<__proto__ id="t"/>'), 'unknown-element', 'error', 't'],
    ['an element in no namespace', inProcess('<task id="t"><x xmlns=""/></task>'), 'unknown-element', 'error', 't'],
    [
      'a known element at the wrong place',
      inProcess('<task id="t"><startEvent id="s"/></task>'),
      'misplaced-element',
      'error',
      's',
    ],
    [
      'an element in a text',
      inProcess('<scriptTask id="t"><script><task/></script></scriptTask>'),
      'misplaced-element',
      'error',
      't',
    ],
    ['an unknown attribute', inProcess('<task id="t" colour="red"/>'), 'unknown-attribute', 'error', 't'],
    ['a prototype name as attribute', inProcess('<task id="t" constructor="x"/>'), 'unknown-attribute', 'error', 't'],
    ['a child written as attribute', inProcess('<scriptTask id="t" script="1"/>'), 'unknown-attribute', 'error', 't'],
    [
      'an extension attribute without prefix',
      inProcess('<serviceTask id="t" handler="x"/>'),
      'unknown-attribute',
      'error',
      't',
    ],
    ['a bad boolean', inProcess('<task id="t" isForCompensation="yes"/>'), 'bad-value', 'error', 't'],
    ['a bad integer', inProcess('<task id="t" startQuantity="1.5"/>'), 'bad-value', 'error', 't'],
    [
      'a bad enumeration',
      inProcess('<exclusiveGateway id="g" gatewayDirection="diverging"/>'),
      'bad-value',
      'error',
      'g',
    ],
    [
      'a bad number in the picture',
      document(
        '<di:BPMNDiagram><di:BPMNPlane id="q"><di:BPMNShape id="r"><dc:Bounds x="left"/></di:BPMNShape></di:BPMNPlane></di:BPMNDiagram>',
      ),
      'bad-value',
      'warning',
      'r',
    ],
    [
      'an unknown attribute in the picture',
      document('<di:BPMNDiagram id="q" x="1"/>'),
      'unknown-attribute',
      'warning',
      'q',
    ],
    [
      'an unknown element in the picture',
      document('<di:BPMNDiagram id="q"><di:BPMNStar/></di:BPMNDiagram>'),
      'unknown-element',
      'warning',
      'q',
    ],
    [
      'an unresolved reference in the picture',
      document('<di:BPMNDiagram><di:BPMNPlane id="q" bpmnElement="gone"/></di:BPMNDiagram>'),
      'unresolved-reference',
      'warning',
      'q',
    ],
    ['an illegal id', inProcess('<task id="1 2"/>'), 'illegal-id', 'error', '1 2'],
    ['an empty id', inProcess('<task id=""/>'), 'illegal-id', 'error', 'p'],
    ['no id', inProcess('<task name="x"/>'), 'missing-id', 'error', 'p'],
    ['a process without id', document('<process/>'), 'missing-id', 'error', 'd'],
    ['a duplicate id', inProcess('<task id="t"/><task id="t"/>'), 'duplicate-id', 'error', 't'],
    ['an id beyond ASCII', inProcess('<task id="付款"/>'), 'id-not-portable', 'info', '付款'],
    [
      'an unresolved reference',
      inProcess('<receiveTask id="t" messageRef="gone"/>'),
      'unresolved-reference',
      'error',
      't',
    ],
    [
      'a reference into an import',
      inProcess('<receiveTask id="t" messageRef="z:m"/>'),
      'unresolved-reference',
      'error',
      't',
    ],
    [
      'an unresolved type',
      inProcess('<dataObject id="o" itemSubjectRef="gone"/>'),
      'unresolved-reference',
      'warning',
      'o',
    ],
    [
      'a reference to something else',
      inProcess('<receiveTask id="t" messageRef="t"/>'),
      'wrong-reference',
      'error',
      't',
    ],
    [
      'data in a lane',
      inProcess('<laneSet><lane id="l"><flowNodeRef>o</flowNodeRef></lane></laneSet><dataObject id="o"/>'),
      'wrong-reference',
      'warning',
      'l',
    ],
    [
      'a flow without end',
      inProcess('<task id="t"/><sequenceFlow id="f" sourceRef="t"/>'),
      'missing-reference',
      'error',
      'f',
    ],
    [
      'a message flow without end',
      document('<collaboration><participant id="q"/><messageFlow id="f" sourceRef="q"/></collaboration>'),
      'missing-reference',
      'error',
      'f',
    ],
    [
      'a flow that is not immediate',
      inProcess('<task id="t"/><sequenceFlow id="f" isImmediate="false" sourceRef="t" targetRef="t"/>'),
      'not-immediate',
      'error',
      'f',
    ],
    [
      'incoming that disagrees',
      inProcess(
        '<task id="t"><incoming>g</incoming></task><task id="u"/><sequenceFlow id="f" sourceRef="u" targetRef="t"/><sequenceFlow id="g" sourceRef="t" targetRef="u"/>',
      ),
      'incoming-mismatch',
      'warning',
      't',
    ],
    [
      'two of what may be one',
      inProcess('<task id="t"><standardLoopCharacteristics/><standardLoopCharacteristics/></task>'),
      'duplicate-element',
      'error',
      't',
    ],
    [
      'an unknown xsi:type',
      inProcess(
        '<task id="t"><standardLoopCharacteristics><loopCondition xsi:type="tFormal">x</loopCondition></standardLoopCharacteristics></task>',
      ),
      'unknown-type',
      'error',
      't',
    ],
    [
      'a fitting xsi:type of another kind',
      inProcess(
        '<task id="t"><standardLoopCharacteristics><loopCondition xsi:type="tTask">x</loopCondition></standardLoopCharacteristics></task>',
      ),
      'unknown-type',
      'error',
      't',
    ],
    ['stray text', inProcess('<task id="t">hello</task>'), 'unexpected-text', 'warning', 't'],
    [
      'an empty expression',
      inProcess(
        '<task id="t"/><sequenceFlow id="f" sourceRef="t" targetRef="t"><conditionExpression xsi:type="tFormalExpression"> = </conditionExpression></sequenceFlow>',
      ),
      'empty-expression',
      'warning',
      'f',
    ],
    [
      'half an assignment',
      inProcess(
        '<task id="t"><dataInputAssociation><assignment><from>x</from></assignment></dataInputAssociation></task>',
      ),
      'incomplete-assignment',
      'error',
      't',
    ],
    [
      'a reference to no data object',
      inProcess('<dataObjectReference id="r"/>'),
      'data-object-missing',
      'warning',
      'r',
    ],
    [
      'a foreign extension',
      inProcess('<task id="t" z:a="1"><extensionElements><z:b/></extensionElements></task>'),
      'foreign-extension',
      'info',
      't',
    ],
    [
      'an unknown version of our extensions',
      `<definitions xmlns="${BPMN}" xmlns:qh="urn:quanheng:bpmn:2"><process id="p" qh:returns="all"/></definitions>`,
      'unknown-extension',
      'error',
      'p',
    ],
    [
      'an unknown extension element',
      inProcess('<task id="t"><extensionElements><qh:controll/></extensionElements></task>'),
      'unknown-extension',
      'error',
      't',
    ],
    [
      'an unknown extension attribute',
      inProcess('<serviceTask id="t" qh:handlr="x"/>'),
      'unknown-extension',
      'error',
      't',
    ],
    [
      'an unknown attribute of an extension',
      inProcess('<task id="t"><extensionElements><qh:evidence name="x" requird="true"/></extensionElements></task>'),
      'unknown-extension',
      'error',
      't',
    ],
    [
      'an extension attribute at the wrong place',
      inProcess('<task id="t" qh:handler="x"/>'),
      'unknown-extension',
      'error',
      't',
    ],
    [
      'an extension element at the wrong place',
      inProcess('<task id="t"><extensionElements><qh:handler>x</qh:handler></extensionElements></task>'),
      'misplaced-extension',
      'error',
      't',
    ],
    [
      'an extension outside extensionElements',
      inProcess('<task id="t"><qh:input target="x" source="1"/></task>'),
      'misplaced-element',
      'error',
      't',
    ],
    [
      'a collection without multi-instance',
      inProcess('<task id="t" qh:collection="x"/>'),
      'misplaced-extension',
      'error',
      't',
    ],
    [
      'a calendar without timer',
      inProcess('<startEvent id="s" qh:calendar="unit"/>'),
      'misplaced-extension',
      'error',
      's',
    ],
    ['retries that are no number', inProcess('<serviceTask id="t" qh:retries="many"/>'), 'bad-value', 'error', 't'],
    ['negative retries', inProcess('<serviceTask id="t" qh:retries="-1"/>'), 'bad-value', 'error', 't'],
    [
      'retries as element',
      inProcess(
        '<serviceTask id="t"><extensionElements><qh:retries>two</qh:retries></extensionElements></serviceTask>',
      ),
      'bad-value',
      'error',
      't',
    ],
    ['letters of numbers with digits', document('<process id="p" qh:series="校采2026"/>'), 'bad-value', 'error', 'p'],
    ['an unknown returns', document('<process id="p" qh:returns="some"/>'), 'bad-value', 'error', 'p'],
    [
      'an unknown binding',
      inProcess('<callActivity id="t" calledElement="x" qh:binding="v2"/>'),
      'bad-value',
      'error',
      't',
    ],
    [
      'an empty outcome',
      inProcess('<task id="t"/><sequenceFlow id="f" qh:outcome=" " sourceRef="t" targetRef="t"/>'),
      'bad-value',
      'error',
      'f',
    ],
    [
      'an unknown control',
      inProcess('<task id="t"><extensionElements><qh:control kind="chek"/></extensionElements></task>'),
      'bad-value',
      'error',
      't',
    ],
    [
      'evidence without name',
      inProcess('<task id="t"><extensionElements><qh:evidence/></extensionElements></task>'),
      'bad-extension',
      'error',
      't',
    ],
    [
      'an input without target',
      inProcess('<task id="t"><extensionElements><qh:input source="1"/></extensionElements></task>'),
      'bad-extension',
      'error',
      't',
    ],
    [
      'an input without expression',
      inProcess('<task id="t"><extensionElements><qh:input target="x">=</qh:input></extensionElements></task>'),
      'bad-extension',
      'error',
      't',
    ],
    [
      'a handler said twice',
      inProcess(
        '<serviceTask id="t" qh:handler="a"><extensionElements><qh:handler value="b"/></extensionElements></serviceTask>',
      ),
      'duplicate-extension',
      'error',
      't',
    ],
    ['a return to nowhere', inProcess('<userTask id="t" qh:returnTo="gone"/>'), 'unresolved-reference', 'error', 't'],
    [
      'a foreign element outside extensionElements',
      inProcess('<task id="t"><z:b/></task>'),
      'misplaced-extension',
      'warning',
      't',
    ],
    [
      'a choreography',
      document('<choreography id="c"><participant id="q"/></choreography>'),
      'unsupported-element',
      'warning',
      'c',
    ],
    ['a choreography task', inProcess('<choreographyTask id="t"/>'), 'unsupported-element', 'error', 't'],
    [
      'a conversation',
      document('<collaboration id="c"><conversation id="v"/></collaboration>'),
      'unsupported-element',
      'info',
      'v',
    ],
    ['a global task', document('<globalUserTask id="g"/>'), 'unsupported-element', 'warning', 'g'],
    [
      'a global task that is called',
      document('<globalUserTask id="g"/><process id="p"><callActivity id="c" calledElement="g"/></process>'),
      'unsupported-element',
      'error',
      'g',
    ],
    [
      'a potential owner',
      inProcess('<userTask id="t"><potentialOwner id="o"/></userTask>'),
      'unsupported-element',
      'warning',
      'o',
    ],
    ['a property', inProcess('<property id="v" name="x"/>'), 'unsupported-element', 'warning', 'v'],
    [
      'a property that data flows to',
      inProcess(
        '<property id="v" name="x"/><task id="t"><dataOutputAssociation><targetRef>v</targetRef></dataOutputAssociation></task>',
      ),
      'unsupported-element',
      'error',
      'v',
    ],
    [
      'a correlation subscription',
      document(
        '<collaboration id="c"><correlationKey id="k"/></collaboration><process id="p"><correlationSubscription id="s" correlationKeyRef="k"/></process>',
      ),
      'unsupported-element',
      'error',
      's',
    ],
    [
      'an extension that must be understood',
      document('<extension mustUnderstand="true"/>'),
      'unsupported-element',
      'error',
      'd',
    ],
    [
      'an import',
      document(`<import importType="${BPMN}" location="x" namespace="y"/>`),
      'unsupported-element',
      'warning',
      'd',
    ],
    ['an item definition', document('<itemDefinition id="i"/>'), 'unsupported-element', 'info', 'i'],
    [
      'inputs of a process',
      inProcess('<ioSpecification id="i"><inputSet/><outputSet/></ioSpecification>'),
      'unsupported-element',
      'warning',
      'i',
    ],
    [
      'alternative input sets',
      inProcess('<task id="t"><ioSpecification id="i"><inputSet/><inputSet/><outputSet/></ioSpecification></task>'),
      'unsupported-element',
      'warning',
      'i',
    ],
    [
      'lanes in a sub-process',
      inProcess('<subProcess id="s"><laneSet id="l"/></subProcess>'),
      'unsupported-element',
      'info',
      'l',
    ],
  ];
  it.each(rows)('%s', async (_title, source, code, severity, elementId) => {
    const found = await findingsOf(source);
    const others = found.filter((finding) => finding.code !== code && !ACCOMPANYING.has(finding.code));
    expect(others).toEqual([]);
    const [finding] = found.filter((candidate) => candidate.code === code && candidate.severity === severity);
    expect(finding).toMatchObject({ code, severity, elementId });
    expect(finding?.line).toBe(1);
    expect(finding?.message.length).toBeGreaterThan(20);
  });
  /** Announced for the sake of another finding: the correlation key of the subscription, for one. */
  const ACCOMPANYING = new Set(['unsupported-element', 'foreign-extension']);
});

describe('what is no fault', () => {
  it.each([
    [
      'text annotations, groups, categories and documentation',
      document(
        '<category id="c"><categoryValue id="v"/></category><process id="p"><documentation>x</documentation><textAnnotation id="n"><text>x</text></textAnnotation><group id="g" categoryValueRef="v"/></process>',
      ),
    ],
    [
      'the placeholder property of the editor',
      inProcess(
        '<dataObject id="o"/><task id="t"><property id="q" name="__targetRef_placeholder"/><dataInputAssociation><sourceRef>o</sourceRef><targetRef>q</targetRef></dataInputAssociation></task>',
      ),
    ],
    ['numbers for booleans', document('<process id="p" isExecutable="1"/>')],
    [
      'no incoming and outgoing elements',
      inProcess('<task id="t"/><sequenceFlow id="f" sourceRef="t" targetRef="t"/>'),
    ],
    [
      'an expression without type',
      inProcess(
        '<task id="t"><standardLoopCharacteristics><loopCondition language="x">y</loopCondition></standardLoopCharacteristics></task>',
      ),
    ],
    [
      'loop characteristics with xsi:type',
      inProcess('<task id="t"><loopCharacteristics xsi:type="tStandardLoopCharacteristics"/></task>'),
    ],
    [
      'the same value said twice',
      inProcess(
        '<serviceTask id="t" qh:handler="a"><extensionElements><qh:handler>a</qh:handler></extensionElements></serviceTask>',
      ),
    ],
    [
      'references that the schema writes as children',
      document(
        '<collaboration id="c"><participant id="q"><endPointRef>e</endPointRef></participant></collaboration><endPoint id="e"/>',
      ),
    ],
  ])('%s', async (_title, source) => {
    expect(await findingsOf(source)).toEqual([]);
  });

  it('a foreign namespace is told once', async () => {
    const tasks = '<task id="a" z:x="1"/><task id="b" z:x="1"/>';
    expect((await findingsOf(inProcess(tasks))).map((finding) => finding.code)).toEqual(['foreign-extension']);
  });

  it('a document with thousands of faults is cut short', async () => {
    const found = await findingsOf(inProcess('<x/>'.repeat(5000)));
    expect(found).toHaveLength(1001);
    expect(found[1000]).toMatchObject({ code: 'too-many-findings', severity: 'error' });
  });
});
