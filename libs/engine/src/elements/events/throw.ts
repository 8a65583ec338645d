import type { GraphNode, TriggerSpec } from '../../compile/graph.js';
import type { ElementInstance } from '../../state/state.js';
import { evaluateInputs } from '../../step/data.js';
import { continueCompensation } from '../../step/compensation.js';
import { cancelContent, checkEmptied, complete, endQuietly, enter } from '../../step/lifecycle.js';
import { throwError, throwEscalation } from '../../step/propagation.js';
import type { Run } from '../../step/run.js';
import { throwMessage } from './message.js';

type Throw = (run: Run, node: GraphNode, instance: ElementInstance, trigger: TriggerSpec) => void;

/** What a throwing event does, by the kind of its definition (§10.5.5): a throw or end event knows nothing else. */
const THROWS: { readonly [K in TriggerSpec['kind']]?: Throw } = {
  message(run, node, instance, trigger) {
    if (trigger.kind === 'message') throwMessage(run, node, instance, trigger.message);
    complete(run, node, instance, null);
  },
  signal(run, node, instance, trigger) {
    if (trigger.kind === 'signal') {
      const variables = evaluateInputs(run, node, instance);
      run.emit({ type: 'signalThrown', id: instance.id, element: node.key, name: trigger.name, variables });
    }
    complete(run, node, instance, null);
  },
  error(run, _node, instance, trigger) {
    if (trigger.kind === 'error') throwError(run, instance, trigger.code, null);
  },
  escalation(run, node, instance, trigger) {
    if (trigger.kind === 'escalation') throwEscalation(run, instance, trigger.code);
    // An interrupting catcher has ended the scope, and the thrower with it.
    if (run.exists(instance.id)) complete(run, node, instance, null);
  },
  compensate(run, node, instance, trigger) {
    const goesOn = trigger.kind === 'compensate' && !trigger.waitForCompletion;
    if (goesOn) for (const flow of node.outgoing) run.take(flow, instance.parent, null);
    continueCompensation(run, instance.id);
  },
  link(run, _node, instance, trigger) {
    if (trigger.kind !== 'link' || trigger.target === null) return;
    const scope = instance.parent;
    endQuietly(run, instance);
    enter(run, trigger.target, scope, null, null);
  },
  terminate(run, _node, instance) {
    const scope = run.instance(instance.parent);
    endQuietly(run, instance);
    cancelContent(run, scope);
    checkEmptied(run, scope.id);
  },
};

export function throwTrigger(run: Run, node: GraphNode, instance: ElementInstance): void {
  const trigger = node.event?.trigger ?? null;
  const act = trigger === null ? undefined : THROWS[trigger.kind];
  if (trigger === null || act === undefined) complete(run, node, instance, null);
  else act(run, node, instance, trigger);
}
