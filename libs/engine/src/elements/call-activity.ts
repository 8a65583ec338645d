import type { GraphNode } from '../compile/graph.js';
import type { FeelValue } from '../feel/values.js';
import { activity, containing } from '../net/activities.js';
import type { ActivityModel } from '../parse/model.js';
import type { ElementInstance } from '../state/state.js';
import { IncidentSignal } from '../step/incident-signal.js';
import { complete, openContainer } from '../step/lifecycle.js';
import type { Run } from '../step/run.js';
import type { Element } from './element.js';

interface CallSpec {
  readonly called: GraphNode | null;
}

/** Calls within calls that one instance may reach, so that a process calling itself without end is stopped. */
const MAX_DEPTH = 200;

/**
 * A call activity (§10.3.4, §13.3.4): the called process, bound when the definition was compiled, runs as a scope of the caller.
 * With inputs it sees nothing else of the caller; with outputs nothing else comes back.
 */
export const callActivity: Element<CallSpec, ActivityModel> = {
  type: 'callActivity',
  compile(model, compiler) {
    if (model.calledElement === undefined) return { called: null };
    const binding = model.binding ?? 'latest';
    const called = compiler.calledProcess(model.calledElement, binding);
    if (called === null) {
      const which = binding === 'latest' ? '' : ` in ${binding}`;
      compiler.fault(
        'called-process-missing',
        `${model.id} calls process ${model.calledElement}${which}, which was not found. Add its file or correct calledElement.`,
      );
    }
    return { called };
  },
  activate(run, node, instance) {
    if (depthOf(run, instance) > MAX_DEPTH) {
      throw new IncidentSignal('limit-exceeded', `${node.id}: calls are nested more than ${MAX_DEPTH} deep.`);
    }
    if (node.container === null) {
      throw new IncidentSignal('called-process-missing', `${node.id} does not say which process it calls.`);
    }
    openContainer(run, node, instance);
  },
  emptied: (run, node, instance) => complete(run, node, instance, resultOf(node, instance)),
  abstract(scope, node) {
    const { container } = node;
    if (container !== null && !scope.isIn(container)) {
      containing(scope, node, container, [...scope.path, node.key]);
    } else {
      scope.net.gap(container === null ? 'call-unresolved' : 'call-recursive', node);
      activity(scope, node);
    }
  },
};

export function calledBy(node: GraphNode): GraphNode | null {
  return (node.spec as CallSpec | undefined)?.called ?? null;
}

/**
 * Without outputs, all variables of the called process come back, except its inputs, which were the caller's to give, and what each inner
 * instance of a multi-instance has for itself.
 */
function resultOf(node: GraphNode, instance: ElementInstance): Map<string, FeelValue> | null {
  if (node.outputs.length > 0 || node.inputs.length === 0 || instance.variables === null) return null;
  const kept = new Set<string | null>(node.inputs.map((input) => input.target));
  const loop = node.activity?.loop;
  if (loop?.kind === 'multiInstance') kept.add(loop.element).add(loop.outputVariable);
  return new Map([...instance.variables].filter(([name]) => !kept.has(name)));
}

function depthOf(run: Run, instance: ElementInstance): number {
  let depth = 0;
  for (let id = instance.parent; id >= 0; id = run.draft.element(id).parent) depth++;
  return depth;
}
