import { qhDescriptor, type ModdleDescriptor } from '@quanheng/engine';

/** What the library knows of documents beyond BPMN and its pictures; all else it keeps as it is. */
export function descriptors(): Readonly<Record<string, ModdleDescriptor>> {
  return { qh: qhDescriptor() };
}
