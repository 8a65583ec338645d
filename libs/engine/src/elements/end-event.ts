import { throwing } from '../net/events.js';
import { continueCompensation } from '../step/compensation.js';
import { throwTrigger } from './events/throw.js';
import type { Element } from './element.js';

/** Makes its event happen and consumes the token (§10.5.3). */
export const endEvent: Element = {
  type: 'endEvent',
  activate: throwTrigger,
  emptied: (run, _node, instance) => continueCompensation(run, instance.id),
  abstract: throwing,
};
