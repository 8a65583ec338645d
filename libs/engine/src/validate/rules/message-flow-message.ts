import type { NodeModel } from '../../parse/model.js';
import { definitionsOf, isActivity, isEvent } from '../nodes.js';
import type { Rule } from '../rule.js';
import { describe, withName } from '../words.js';

/** The flow and both its ends should speak of one message. What is sent under one name is not received under another. */
export const messageFlowMessage: Rule = {
  code: 'message-flow-message',
  section: 'BPMN 2.0.2 §9.4',
  severity: 'warning',
  check(context, report) {
    for (const flow of context.messageFlows) {
      const source = context.node(flow.sourceRef)?.node;
      const target = context.node(flow.targetRef)?.node;
      const speakers = [
        ...(flow.messageRef === undefined
          ? []
          : [{ name: withName('message flow', flow), messages: [flow.messageRef] }]),
        ...[source, target].flatMap((node) =>
          node === undefined ? [] : [{ name: describe(node), messages: messagesOf(node) }],
        ),
      ].filter((speaker) => speaker.messages.length > 0);
      const [first, ...others] = speakers;
      const other = others.find((speaker) => !speaker.messages.some((message) => first?.messages.includes(message)));
      if (first === undefined || other === undefined) continue;
      report(
        flow.id,
        `${withName('Message flow', flow)} connects different messages: ${first.messages.join(', ')} at ${first.name}, ` +
          `${other.messages.join(', ')} at ${other.name}. Let them refer to the same message.`,
      );
    }
  },
};

function messagesOf(node: NodeModel): string[] {
  if (isEvent(node)) return definitionsOf(node, 'message').flatMap((definition) => definition.messageRef ?? []);
  return isActivity(node) && node.messageRef !== undefined ? [node.messageRef] : [];
}
