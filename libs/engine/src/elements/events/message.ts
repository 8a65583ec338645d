import type { GraphNode, MessageSpec } from '../../compile/graph.js';
import type { ElementInstance } from '../../state/state.js';
import { evaluateInputs } from '../../step/data.js';
import type { Run } from '../../step/run.js';
import { correlationKey } from '../../step/subscriptions.js';

/** Says that a message leaves the instance; delivering it is a command of its own, for each receiver (§10.5.5). */
export function throwMessage(run: Run, node: GraphNode, instance: ElementInstance, message: MessageSpec): void {
  const variables = evaluateInputs(run, node, instance);
  run.emit({
    type: 'messageThrown',
    id: instance.id,
    element: node.key,
    name: message.name,
    // What the message carries comes first: the receiver knows nothing else of the sender.
    key: correlationKey(run, message, instance, { given: variables }),
    variables,
    targets: message.targets,
  });
}
