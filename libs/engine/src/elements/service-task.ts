import { activity } from '../net/activities.js';
import { openWork } from '../step/lifecycle.js';
import type { Element } from './element.js';

/** A handler or worker does it outside the engine (§10.3.3.2, §13.3.3). */
export const serviceTask: Element = {
  type: 'serviceTask',
  activate: (run, _node, instance) => openWork(run, instance, 'job'),
  isWork: () => true,
  abstract: activity,
};
