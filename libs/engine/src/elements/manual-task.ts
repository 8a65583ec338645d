import { activity } from '../net/activities.js';
import { complete } from '../step/lifecycle.js';
import type { Element } from './element.js';

/** A manual task is neither managed nor tracked by an engine (§10.3.3.6, §13.3.3): the token passes. */
export const manualTask: Element = {
  type: 'manualTask',
  activate: (run, node, instance) => complete(run, node, instance, null),
  abstract: activity,
};
