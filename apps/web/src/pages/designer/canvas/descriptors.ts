import { qhDescriptor } from '@quanheng/engine';

/** What the library knows of documents beyond BPMN and its pictures; all else it keeps as it is. */
export function descriptors() {
  return { qh: qhDescriptor() };
}
