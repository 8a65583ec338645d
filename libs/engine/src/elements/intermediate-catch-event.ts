import { passing } from '../net/events.js';
import { complete } from '../step/lifecycle.js';
import { subscribe } from '../step/subscriptions.js';
import type { Element } from './element.js';

/** Waits for its trigger (§10.5.4, §13.5.1). The target of a link has had it: the token came from the throwing event. */
export const intermediateCatchEvent: Element = {
  type: 'intermediateCatchEvent',
  activate(run, node, instance) {
    if (node.event?.trigger?.kind === 'link') complete(run, node, instance, null);
    else subscribe(run, [node], instance);
  },
  abstract: passing,
};
