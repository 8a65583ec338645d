import type { GraphNode, MessageSpec } from '../../compile/graph.js';
import type { FeelValue } from '../../feel/values.js';
import type { ElementInstance } from '../../state/state.js';
import { evaluateInputs } from '../../step/data.js';
import type { Run } from '../../step/run.js';
import { correlationKey } from '../../step/subscriptions.js';

/** Says that a message leaves the instance; delivering it is a command of its own, for each receiver (§10.5.5). */
export function throwMessage(run: Run, node: GraphNode, instance: ElementInstance, message: MessageSpec): void {
  const variables = node.activity === null ? evaluateInputs(run, node, instance) : inputsOf(node, instance);
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

/** The inputs of a task were evaluated when it began; done again, they would be computed from themselves. */
function inputsOf(node: GraphNode, instance: ElementInstance): Map<string, FeelValue> {
  return new Map(node.inputs.map(({ target }) => [target, instance.variables?.get(target) ?? null]));
}
