import type { NodeType } from '../parse/model.js';
import { boundaryEvent } from './boundary-event.js';
import { businessRuleTask } from './business-rule-task.js';
import { callActivity } from './call-activity.js';
import type { Element } from './element.js';
import { endEvent } from './end-event.js';
import { eventBasedGateway } from './event-based-gateway.js';
import { exclusiveGateway } from './exclusive-gateway.js';
import { inclusiveGateway } from './inclusive-gateway.js';
import { intermediateCatchEvent } from './intermediate-catch-event.js';
import { intermediateThrowEvent } from './intermediate-throw-event.js';
import { manualTask } from './manual-task.js';
import { parallelGateway } from './parallel-gateway.js';
import { process } from './process.js';
import { receiveTask } from './receive-task.js';
import { scriptTask } from './script-task.js';
import { sendTask } from './send-task.js';
import { serviceTask } from './service-task.js';
import { startEvent } from './start-event.js';
import { subProcess } from './sub-process.js';
import { task } from './task.js';
import { userTask } from './user-task.js';

/** Every element type the engine executes. One line an element; a type without a line is refused when a definition is compiled. */
export const ELEMENTS: ReadonlyMap<NodeType | 'process', Element> = new Map(
  [
    process,
    task,
    userTask,
    manualTask,
    serviceTask,
    scriptTask,
    businessRuleTask,
    sendTask,
    receiveTask,
    subProcess,
    callActivity,
    exclusiveGateway,
    parallelGateway,
    inclusiveGateway,
    eventBasedGateway,
    startEvent,
    endEvent,
    intermediateCatchEvent,
    intermediateThrowEvent,
    boundaryEvent,
  ].map((element: Element) => [element.type, element]),
);

export function isSupported(type: NodeType): boolean {
  return ELEMENTS.has(type);
}

export function elementFor(type: NodeType | 'process'): Element {
  const element = ELEMENTS.get(type);
  if (element === undefined) throw new Error(`no element is registered for ${type}`);
  return element;
}
