import type { MessageSpec } from '../compile/graph.js';
import { activity } from '../net/activities.js';
import type { ActivityModel } from '../parse/model.js';
import { complete, openWork } from '../step/lifecycle.js';
import type { Element } from './element.js';
import { throwMessage } from './events/message.js';

interface SendSpec {
  /** null: a handler sends it, as a job. */
  readonly message: MessageSpec | null;
}

/** Sends its message and goes on (§10.3.3.3). With a handler, or without any message, sending is a job. */
export const sendTask: Element<SendSpec, ActivityModel> = {
  type: 'sendTask',
  compile: (model, compiler) => ({
    message: model.handler === undefined && compiler.namesMessage(model) ? compiler.message(model) : null,
  }),
  activate(run, node, instance) {
    const { message } = node.spec;
    if (message === null) {
      openWork(run, instance, 'job');
      return;
    }
    throwMessage(run, node, instance, message);
    complete(run, node, instance, null);
  },
  isWork: ({ spec }) => spec.message === null,
  abstract: activity,
};
