import type { EventDefinitionKind, NodeModel, SequenceFlowModel } from '../parse/model.js';
import { isEventSubProcess } from './nodes.js';

/** The words with which findings name elements: `User task "Check" (Task_1)`. */
export function describe(node: NodeModel): string {
  const type = isEventSubProcess(node) ? 'event sub-process' : typeName(node.type);
  return withName(type.charAt(0).toUpperCase() + type.slice(1), node);
}

export function describeFlow(flow: SequenceFlowModel): string {
  return withName('Sequence flow', flow);
}

export function withName(what: string, element: { readonly id: string; readonly name?: string | undefined }): string {
  const name = element.name?.replace(/\s+/g, ' ').trim();
  return name ? `${what} "${name}" (${element.id})` : `${what} "${element.id}"`;
}

/** `intermediateThrowEvent` -> `intermediate throw event`, as in the specification's text. */
export function typeName(type: NodeModel['type']): string {
  return type
    .replace(/SubProcess|subProcess/, 'Sub-process')
    .replace(/^adHoc/, 'ad-hoc')
    .replace(/^eventBased/, 'event-based')
    .replace(/(?!^)[A-Z]/g, (letter) => ` ${letter}`)
    .toLowerCase();
}

const DEFINITION_NAMES: Readonly<Record<EventDefinitionKind, string>> = {
  message: 'message',
  timer: 'timer',
  signal: 'signal',
  conditional: 'conditional',
  error: 'error',
  escalation: 'escalation',
  compensate: 'compensation',
  link: 'link',
  terminate: 'terminate',
  cancel: 'cancel',
};

export function definitionName(kind: EventDefinitionKind): string {
  return DEFINITION_NAMES[kind];
}

/** `message, timer or signal`. */
export function anyOf(kinds: readonly EventDefinitionKind[]): string {
  const names = kinds.map(definitionName);
  const last = names[names.length - 1] ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} or ${last}`;
}

/** `no incoming sequence flow`, `2 incoming sequence flows`. */
export function count(number: number, noun: string): string {
  if (number === 0) return `no ${noun}`;
  return number === 1 ? `one ${noun}` : `${number} ${noun}s`;
}
