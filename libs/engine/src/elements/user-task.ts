import { activity } from '../net/activities.js';
import { openWork } from '../step/lifecycle.js';
import type { Element } from './element.js';

/** A person does it and says so (§10.3.3.5, §13.3.3). */
export const userTask: Element = {
  type: 'userTask',
  activate: (run, _node, instance) => openWork(run, instance, 'user'),
  isWork: () => true,
  abstract: activity,
};
