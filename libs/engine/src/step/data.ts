import type { GraphNode, Mapping } from '../compile/graph.js';
import type { FeelValue } from '../feel/values.js';
import { isContext, isList } from '../feel/types.js';
import { toWire } from '../feel/wire.js';
import type { ElementInstance, Variables } from '../state/state.js';
import { IncidentSignal } from './incident-signal.js';
import type { Run } from './run.js';

/** What an element is given: its inputs, from the variables around it; later ones see the earlier. */
export function evaluateInputs(run: Run, node: GraphNode, instance: ElementInstance): Map<string, FeelValue> {
  return evaluateMappings(run, node.inputs, instance, true);
}

function evaluateMappings(
  run: Run,
  mappings: readonly Mapping[],
  at: ElementInstance,
  outside: boolean,
): Map<string, FeelValue> {
  const given = new Map<string, FeelValue>();
  for (const { target, expression } of mappings) {
    const value = run.value(expression, at, `The value of ${target},`, { outside, given });
    given.set(target, storable(value, target));
  }
  return given;
}

/**
 * Variables hold data that can be saved and digested.
 * @throws IncidentSignal for functions, also inside lists and contexts, for values nested too deep, and for values too large: a script in a
 * loop doubles a list with every round, at hardly any cost until somebody writes it out.
 */
export function storable(value: FeelValue, name: string): FeelValue {
  if (typeof value === 'number' || typeof value === 'boolean' || value === null) return value;
  if (!isWithin(value, MAX_VALUE_SIZE)) {
    throw new IncidentSignal(
      'limit-exceeded',
      `${name} cannot be kept: it has more than ${MAX_VALUE_SIZE} items, entries and characters.`,
    );
  }
  if (typeof value === 'string') return value;
  const wired = toWire(value);
  if (wired.ok) return value;
  const where = wired.path === '' ? name : `${name}, at ${wired.path},`;
  throw new IncidentSignal('expression-failed', `${where} cannot be kept: ${wired.message}`);
}

/** Items of lists, entries of contexts and characters of texts that one stored value may have, all levels together. */
const MAX_VALUE_SIZE = 1_000_000;

/** Stops counting at the limit, so a value that shares its parts a million times costs no more than one that is too large. */
function isWithin(value: FeelValue, limit: number): boolean {
  let left = limit;
  const open: FeelValue[] = [value];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    left -= typeof next === 'string' ? next.length : 1;
    if (left < 0) return false;
    const parts = isList(next) ? next : isContext(next) ? Object.values(next) : NO_PARTS;
    if (parts.length > left) return false;
    for (const part of parts) open.push(part);
  }
  return true;
}

const NO_PARTS: readonly FeelValue[] = [];

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
    const start = isWriteBorder(node, instance) ? run.draft.element(instance.parent) : instance;
    if (result !== null) write(run, start, result);
    return;
  }
  if (result !== null) setLocal(run, instance, result);
  const values = evaluateMappings(run, node.outputs, instance, false);
  keepOutputVariable(run, node, instance, values);
  write(run, run.draft.element(instance.parent), values);
}

/** What a multi-instance has collected: written around it, or, with mappings, kept in its body for these. */
export function writeCollection(
  run: Run,
  body: ElementInstance,
  collected: Variables,
  outputs: readonly Mapping[],
): void {
  const outside = run.draft.element(body.parent);
  if (outputs.length === 0) {
    write(run, outside, collected);
    return;
  }
  setLocal(run, body, collected);
  write(run, outside, evaluateMappings(run, outputs, body, false));
}

/** What an inner instance gives to the output collection is its own, also when an output mapping says what it is. */
function keepOutputVariable(
  run: Run,
  node: GraphNode,
  instance: ElementInstance,
  values: Map<string, FeelValue>,
): void {
  const loop = node.activity?.loop;
  if (instance.loopCounter === 0 || loop?.kind !== 'multiInstance' || loop.outputVariable === null) return;
  const own = values.get(loop.outputVariable);
  if (own === undefined) return;
  values.delete(loop.outputVariable);
  setLocal(run, instance, new Map([[loop.outputVariable, own]]));
}
