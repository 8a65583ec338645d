import { passing } from '../net/events.js';
import { complete } from '../step/lifecycle.js';
import type { Element } from './element.js';

/** Where a scope begins (§10.5.2). What triggers it has happened before it is activated. */
export const startEvent: Element = {
  type: 'startEvent',
  activate: (run, node, instance) => complete(run, node, instance, null),
  abstract: passing,
};
