import type { MessageSpec } from '../compile/graph.js';
import { activity } from '../net/activities.js';
import type { ActivityModel } from '../parse/model.js';
import { subscribeToMessage } from '../step/subscriptions.js';
import type { Element } from './element.js';

interface ReceiveSpec {
  readonly message: MessageSpec;
}

/** Waits for its message (§10.3.3.3, §13.3.3). */
export const receiveTask: Element<ReceiveSpec, ActivityModel> = {
  type: 'receiveTask',
  compile(model, compiler) {
    if (model.instantiate) {
      compiler.fault(
        'element-not-supported',
        `${model.id}: a receive task that starts the process cannot be executed yet; use a message start event.`,
      );
    }
    return { message: compiler.message(model) };
  },
  activate: (run, node, instance) => subscribeToMessage(run, node, node.spec.message, instance),
  abstract: activity,
};
