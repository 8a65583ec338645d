import type { GraphNode, Mapping } from '../compile/graph.js';
import type { FeelValue } from '../feel/values.js';
import { toWire } from '../feel/wire.js';
import type { ElementInstance, Variables } from '../state/state.js';
import { IncidentSignal } from './incident-signal.js';
import type { Run } from './run.js';

/** The values of mappings, evaluated at an element instance; later ones see the earlier. */
export function evaluateMappings(run: Run, mappings: readonly Mapping[], at: ElementInstance): Map<string, FeelValue> {
  const values = new Map<string, FeelValue>();
  for (const { target, expression } of mappings) {
    values.set(target, storable(run.value(expression, at, `The value of ${target},`), target));
  }
  return values;
}

/**
 * Variables hold data that can be saved and digested.
 * @throws IncidentSignal for functions, also inside lists and contexts, and for values nested too deep.
 */
export function storable(value: FeelValue, name: string): FeelValue {
  if (typeof value !== 'object' || value === null) return value;
  const wired = toWire(value);
  if (!wired.ok)
    throw new IncidentSignal('expression-failed', `${name} cannot be kept: ${wired.path} ${wired.message}`);
  return value;
}

/** Sets variables at exactly this element instance. */
export function setLocal(run: Run, instance: ElementInstance, values: Variables): void {
  if (values.size === 0) return;
  run.emit({ type: 'variablesSet', scope: instance.id, values });
  run.conditionsDirty = true;
}

/**
 * Writes each variable where it lives: in the nearest scope, from `start` outwards, that has one of this name, else in the
 * process. A call activity with mappings is a border that nothing is written across.
 */
export function write(run: Run, start: ElementInstance, values: Variables): void {
  if (values.size === 0) return;
  const byScope = new Map<number, Map<string, FeelValue>>();
  for (const [name, value] of values) {
    const scope = homeOf(run, start, name);
    const group = byScope.get(scope);
    if (group === undefined) byScope.set(scope, new Map([[name, value]]));
    else group.set(name, value);
  }
  for (const [scope, group] of byScope) setLocal(run, run.instance(scope), group);
}

function homeOf(run: Run, start: ElementInstance, name: string): number {
  let instance = start;
  while (instance.parent >= 0) {
    if (instance.variables?.has(name) === true || isWriteBorder(run.nodeOf(instance), instance)) return instance.id;
    instance = run.draft.element(instance.parent);
  }
  return instance.id;
}

function isWriteBorder(node: GraphNode, instance: ElementInstance): boolean {
  return node.type === 'callActivity' && instance.loop === null && (node.inputs.length > 0 || node.outputs.length > 0);
}

/**
 * What an element leaves behind (its outputs): the mapped values, or, without a mapping, the result as it is. With a mapping
 * the result itself stays inside the element.
 */
export function writeResult(run: Run, node: GraphNode, instance: ElementInstance, result: Variables | null): void {
  if (node.outputs.length === 0) {
    if (result !== null) write(run, instance, result);
    return;
  }
  if (result !== null) setLocal(run, instance, result);
  const outside = run.draft.element(instance.parent);
  write(run, outside, evaluateMappings(run, node.outputs, instance));
}
