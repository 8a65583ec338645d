import { passing } from '../net/events.js';
import { complete } from '../step/lifecycle.js';
import type { Element } from './element.js';

/** Activated when what it waited for, on its activity, has happened (§10.5.4, §13.5.3). */
export const boundaryEvent: Element = {
  type: 'boundaryEvent',
  activate: (run, node, instance) => complete(run, node, instance, null),
  abstract: passing,
};
