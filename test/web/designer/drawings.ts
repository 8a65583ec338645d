/** An exclusive split that a parallel join waits for. */
export const STUCK = `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI" xmlns:qh="urn:quanheng:bpmn:1" id="D" targetNamespace="urn:t"><process id="Urgent" name="急件" isExecutable="true"><startEvent id="S"/><exclusiveGateway id="G" default="b"/><userTask id="A" name="加急办理"><extensionElements><qh:assign of="initiator"/></extensionElements></userTask><userTask id="B" name="普通办理"><extensionElements><qh:assign of="initiator"/></extensionElements></userTask><parallelGateway id="J" name="汇合"/><endEvent id="E"/>
<sequenceFlow id="s" sourceRef="S" targetRef="G"/><sequenceFlow id="a" sourceRef="G" targetRef="A"><conditionExpression xsi:type="tFormalExpression">urgent</conditionExpression></sequenceFlow><sequenceFlow id="b" sourceRef="G" targetRef="B"/><sequenceFlow id="c" sourceRef="A" targetRef="J"/><sequenceFlow id="d" sourceRef="B" targetRef="J"/><sequenceFlow id="e" sourceRef="J" targetRef="E"/></process>
<bpmndi:BPMNDiagram id="X"><bpmndi:BPMNPlane id="Y" bpmnElement="Urgent"><bpmndi:BPMNShape id="S_di" bpmnElement="S"><dc:Bounds x="100" y="182" width="36" height="36"/></bpmndi:BPMNShape><bpmndi:BPMNShape id="G_di" bpmnElement="G"><dc:Bounds x="180" y="175" width="50" height="50"/></bpmndi:BPMNShape><bpmndi:BPMNShape id="A_di" bpmnElement="A"><dc:Bounds x="280" y="80" width="100" height="80"/></bpmndi:BPMNShape><bpmndi:BPMNShape id="B_di" bpmnElement="B"><dc:Bounds x="280" y="240" width="100" height="80"/></bpmndi:BPMNShape><bpmndi:BPMNShape id="J_di" bpmnElement="J"><dc:Bounds x="430" y="175" width="50" height="50"/></bpmndi:BPMNShape><bpmndi:BPMNShape id="E_di" bpmnElement="E"><dc:Bounds x="540" y="182" width="36" height="36"/></bpmndi:BPMNShape><bpmndi:BPMNEdge id="s_di" bpmnElement="s"><di:waypoint x="136" y="200"/><di:waypoint x="180" y="200"/></bpmndi:BPMNEdge><bpmndi:BPMNEdge id="a_di" bpmnElement="a"><di:waypoint x="205" y="175"/><di:waypoint x="205" y="120"/><di:waypoint x="280" y="120"/></bpmndi:BPMNEdge><bpmndi:BPMNEdge id="b_di" bpmnElement="b"><di:waypoint x="205" y="225"/><di:waypoint x="205" y="280"/><di:waypoint x="280" y="280"/></bpmndi:BPMNEdge><bpmndi:BPMNEdge id="c_di" bpmnElement="c"><di:waypoint x="380" y="120"/><di:waypoint x="455" y="120"/><di:waypoint x="455" y="175"/></bpmndi:BPMNEdge><bpmndi:BPMNEdge id="d_di" bpmnElement="d"><di:waypoint x="380" y="280"/><di:waypoint x="455" y="280"/><di:waypoint x="455" y="225"/></bpmndi:BPMNEdge><bpmndi:BPMNEdge id="e_di" bpmnElement="e"><di:waypoint x="480" y="200"/><di:waypoint x="540" y="200"/></bpmndi:BPMNEdge></bpmndi:BPMNPlane></bpmndi:BPMNDiagram></definitions>`;

/** With attributes and elements of somebody else. */
export const FOREIGN = `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:vendor="urn:vendor" xmlns:qh="urn:quanheng:bpmn:1" id="D" targetNamespace="urn:t">
  <process id="Foreign" isExecutable="true">
    <startEvent id="Begin" />
    <userTask id="Ask" name="ask" vendor:colour="green">
      <extensionElements><vendor:note level="3">kept</vendor:note><qh:evidence name="票据" /></extensionElements>
    </userTask>
  </process>
  <bpmndi:BPMNDiagram id="Diagram"><bpmndi:BPMNPlane id="Plane" bpmnElement="Foreign">
    <bpmndi:BPMNShape id="Begin_di" bpmnElement="Begin"><dc:Bounds x="100" y="122" width="36" height="36" /></bpmndi:BPMNShape>
    <bpmndi:BPMNShape id="Ask_di" bpmnElement="Ask"><dc:Bounds x="200" y="100" width="100" height="80" /></bpmndi:BPMNShape>
  </bpmndi:BPMNPlane></bpmndi:BPMNDiagram>
</definitions>
`;

/** Work with a time limit, a payment that may be refused, and news from outside. */
export const EVENTFUL = drawn(
  'Eventful',
  `<userTask id="Fill" name="填写申请" qh:writes="amount"><extensionElements><qh:assign of="initiator"/></extensionElements></userTask>
   <boundaryEvent id="Late" name="超过三天" attachedToRef="Fill" cancelActivity="false"><timerEventDefinition><timeDuration>P3D</timeDuration></timerEventDefinition></boundaryEvent>
   <endEvent id="Urged" name="已催办"/><serviceTask id="Pay" name="支付" qh:handler="pay"/>
   <boundaryEvent id="Refused" name="银行退回" attachedToRef="Pay"><errorEventDefinition errorRef="R"/></boundaryEvent><endEvent id="Given" name="退回办结"/>
   <intermediateCatchEvent id="Receipt" name="等回单"><messageEventDefinition messageRef="M"/></intermediateCatchEvent>
   <exclusiveGateway id="G" name="金额" default="small"/><endEvent id="Small" name="小额办结"/><endEvent id="Large" name="大额办结"/>`,
  [
    ...['S Fill', 'Late Urged', 'Fill Pay', 'Pay Receipt', 'Refused Given', 'Receipt G', 'G Small small'],
    'G Large large amount > limit',
  ],
  '<error id="R" name="refused" errorCode="REFUSED"/><message id="M" name="银行回单"/>',
  '<qh:protected name="amount" type="money"/>',
);

/** A process with a start `S`; flows are `from to id condition`, and everything stands in one row. */
function drawn(id: string, nodes: string, flows: readonly string[], around = '', extensions = ''): string {
  const lines = flows.map((flow) => {
    const [from = '', to = '', name = `${from}_${to}`, ...condition] = flow.split(' ');
    const said = condition.join(' ').replace('<', '&lt;').replace('>', '&gt;');
    return { from, to, name, said };
  });
  const content = `<extensionElements>${extensions}</extensionElements><startEvent id="S"/>${nodes}${lines
    .map(({ from, to, name, said }) => {
      const condition = said === '' ? '' : `<conditionExpression>${said}</conditionExpression>`;
      return `<sequenceFlow id="${name}" sourceRef="${from}" targetRef="${to}">${condition}</sequenceFlow>`;
    })
    .join('')}`;
  const ids = [...content.matchAll(/<(\w+(?:Task|Event|Gateway)) id="(\w+)"/g)];
  const places = new Map(ids.map(([, type = '', node = ''], at) => [node, { type, x: 100 + at * 140 }]));
  const shapes = [...places].map(([node, { type, x }]) => {
    const [width, height] = type.endsWith('Task') ? [100, 80] : [36, 36];
    return `<bpmndi:BPMNShape id="${node}_di" bpmnElement="${node}"><dc:Bounds x="${x}" y="${200 - height / 2}" width="${width}" height="${height}"/></bpmndi:BPMNShape>`;
  });
  const edges = lines.map(({ from, to, name }) => {
    const [one, two] = [from, to].map((node) => (places.get(node)?.x ?? 0) + 18);
    return `<bpmndi:BPMNEdge id="${name}_di" bpmnElement="${name}"><di:waypoint x="${one}" y="200"/><di:waypoint x="${two}" y="200"/></bpmndi:BPMNEdge>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI" xmlns:qh="urn:quanheng:bpmn:1" id="D" targetNamespace="urn:t">${around}<process id="${id}" name="${id}" isExecutable="true">${content}</process>
<bpmndi:BPMNDiagram id="X"><bpmndi:BPMNPlane id="Y" bpmnElement="${id}">${shapes.join('')}${edges.join('')}</bpmndi:BPMNPlane></bpmndi:BPMNDiagram></definitions>`;
}
