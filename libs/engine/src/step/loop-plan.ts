import type { Expression } from '../feel/api.js';
import type { GraphNode, LoopSpec } from '../compile/graph.js';
import { integerOf, isNumber } from '../feel/numbers.js';
import { isList, typeOf } from '../feel/types.js';
import type { FeelValue } from '../feel/values.js';
import type { ElementInstance } from '../state/state.js';
import { storable } from './data.js';
import { IncidentSignal } from './incident-signal.js';
import type { Run } from './run.js';

/** Inner instances that one multi-instance may have. */
const MAX_INSTANCES = 1_000_000;

/** A body was activated: find out how many inner instances there will be (§13.3.6, §13.3.7). */
export function planLoop(run: Run, node: GraphNode, body: ElementInstance): void {
  const spec = loopOf(node);
  if (spec.kind === 'multiInstance') {
    const items = spec.collection === null ? null : itemsOf(run, spec.collection, body);
    const total = items?.length ?? countOf(run, node, spec.cardinality, body);
    run.emit({ type: 'loopPlanned', id: body.id, total, ...(items === null ? {} : { items }) });
  }
  run.scheduleFirst({ kind: 'loop', id: body.id });
}

/** What an inner instance contributes to the output collection, evaluated before it ends; undefined when nothing is collected. */
export function outputOf(run: Run, node: GraphNode, inner: ElementInstance): FeelValue | undefined {
  const spec = loopOf(node);
  if (spec.kind === 'standard' || spec.outputElement === null) return undefined;
  return storable(run.value(spec.outputElement, inner, 'The output element'), 'the output element');
}

export function loopOf(node: GraphNode): LoopSpec {
  const loop = node.activity?.loop;
  if (loop == null) throw new Error(`${node.key} has no loop`);
  return loop;
}

function itemsOf(run: Run, collection: Expression, body: ElementInstance): readonly FeelValue[] {
  const value = run.value(collection, body, 'The collection');
  if (isList(value)) return bounded(value.length, value);
  throw new IncidentSignal(
    'expression-failed',
    `The collection "${collection.source}" must be a list, but is ${value === null ? 'null' : `a ${typeOf(value)}`}.`,
  );
}

/** Without a cardinality, as a drawing may leave it (§10.3.8), nobody knows: none at all would pass over an approval without a word. */
function countOf(run: Run, node: GraphNode, cardinality: Expression | null, body: ElementInstance): number {
  if (cardinality === null) {
    throw new IncidentSignal('expression-failed', `${node.id} is multi-instance, but nothing says how often.`);
  }
  const value = run.value(cardinality, body, 'The cardinality');
  const count = isNumber(value) ? integerOf(value) : null;
  if (count !== null && count >= 0) return bounded(count, count);
  throw new IncidentSignal(
    'expression-failed',
    `The cardinality "${cardinality.source}" must be a whole number from 0.`,
  );
}

function bounded<T>(count: number, value: T): T {
  if (count <= MAX_INSTANCES) return value;
  throw new IncidentSignal('limit-exceeded', `${count} inner instances are more than the limit of ${MAX_INSTANCES}.`);
}
