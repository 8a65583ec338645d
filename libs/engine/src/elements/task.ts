import { activity } from '../net/activities.js';
import { complete } from '../step/lifecycle.js';
import type { Element } from './element.js';

/** An abstract task says nothing about what is done, so there is nothing to wait for (§10.3.3.1, §13.3.3). */
export const task: Element = {
  type: 'task',
  activate: (run, node, instance) => complete(run, node, instance, null),
  abstract: activity,
};
