/** The documents of one deployment: the drawing that is open, and what belongs to it. */
export interface Project {
  readonly name: string;
  /** File name of the drawing. */
  readonly file: string;
  readonly xml: string;
  readonly others: readonly { readonly name: string; readonly text: string }[];
}

const LETTERS = 'abcdefghijklmnopqrstuvwxyz0123456789';
function word(length: number): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(length)), (byte) => LETTERS[byte % LETTERS.length]).join('');
}

/** An executable process with nothing but its start. */
export function newProject(name: string): Project {
  const id = `Process_${word(7)}`;
  const xml = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:qh="urn:quanheng:bpmn:1" id="Definitions_${word(7)}" targetNamespace="urn:quanheng:drawn">
  <bpmn:process id="${id}" name="${name}" isExecutable="true" qh:returns="listed">
    <bpmn:startEvent id="Start" />
  </bpmn:process>
  <bpmndi:BPMNDiagram id="Diagram">
    <bpmndi:BPMNPlane id="Plane" bpmnElement="${id}">
      <bpmndi:BPMNShape id="Start_di" bpmnElement="Start">
        <dc:Bounds x="160" y="160" width="36" height="36" />
      </bpmndi:BPMNShape>
    </bpmndi:BPMNPlane>
  </bpmndi:BPMNDiagram>
</bpmn:definitions>
`;
  return { name, file: 'process.bpmn', xml, others: [] };
}
