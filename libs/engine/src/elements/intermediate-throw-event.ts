import { throwing } from '../net/events.js';
import { continueCompensation } from '../step/compensation.js';
import { throwTrigger } from './events/throw.js';
import type { Element } from './element.js';

/** Makes its event happen and goes on (§10.5.4). */
export const intermediateThrowEvent: Element = {
  type: 'intermediateThrowEvent',
  activate: throwTrigger,
  emptied: (run, _node, instance) => continueCompensation(run, instance.id),
  abstract: throwing,
};
