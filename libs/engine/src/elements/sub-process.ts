import { containing } from '../net/activities.js';
import { eventSubProcess } from '../net/events.js';
import { complete, openContainer } from '../step/lifecycle.js';
import { openTriggered } from '../step/trigger.js';
import type { Element } from './element.js';

/** Embedded and event sub-processes (§10.3.5, §13.3.4): done when every token inside is consumed. */
export const subProcess: Element = {
  type: 'subProcess',
  activate(run, node, instance) {
    // An event sub-process is opened by its event, and comes here only when that failed and is tried again.
    if (node.container?.isEventSubProcess === true) openTriggered(run, node, instance, null);
    else openContainer(run, node, instance);
  },
  emptied: (run, node, instance) => complete(run, node, instance, null),
  abstract(scope, node) {
    if (node.container === null) return;
    if (node.container.isEventSubProcess) eventSubProcess(scope, node);
    else containing(scope, node, node.container, scope.path);
  },
};
