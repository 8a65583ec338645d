import { completeProcess, openContainer } from '../step/lifecycle.js';
import type { Element } from './element.js';

/** The process itself, as the outermost scope (BPMN 2.0.2 §13.3.4). */
export const process: Element = {
  type: 'process',
  activate: (run, node, instance) => openContainer(run, node, instance),
  emptied: (run) => completeProcess(run),
};
