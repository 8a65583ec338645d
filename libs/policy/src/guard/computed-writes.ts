import { ROOT, calledBy, type FeelValue, type GraphNode, type InstanceState } from '@quanheng/engine';
import { policyOf } from '../model/index.js';
import type { Done, InstanceView, Reason, Request } from '../ports/index.js';
import { reason } from '../texts/index.js';
import { wired } from '../work/protected-data.js';
import type { Work } from '../work/state.js';
import { writerOf } from './writers.js';

/**
 * What a decision or a script of the drawing works out is nobody's to fill in: neither who completes a step nor who starts the matter, nor a job or a
 * message carries another value, unless the drawing maps it so. An operator may mend it where the matter stands still on an incident. Protected data have
 * their writers (`qh:writes`).
 */
export function againstComputedWrites(
  { flow, before }: Done,
  { command }: Request<Work>,
  { definition, flow: after }: InstanceView<Work>,
): readonly Reason[] {
  const { nodesByKey } = definition.graph;
  const { protectedData } = policyOf(definition);
  if (command.kind === 'setVariables' && hasIncident(before)) return [];
  const found = new Map<string, Reason>();
  for (const [index, event] of flow.entries()) {
    if (event.type !== 'variablesSet') continue;
    // A scope of this very step holds nothing but what the drawing gives it.
    const state = event.scope === ROOT ? after : before;
    const process = processOf(event.scope, state, nodesByKey);
    const computed = process === null ? NOTHING : computedIn(process);
    if (computed.size === 0) continue;
    for (const [name, value] of event.values) {
      const steps = computed.get(name);
      if (steps === undefined || found.has(name) || protectedData.has(name)) continue;
      if (isDrawn(name, steps, nodesByKey.get(writerOf(flow, index) ?? ''))) continue;
      if (isEqual(value, before.elements.get(event.scope)?.variables?.get(name))) continue;
      found.set(name, reason('COMPUTED_DATA', { field: name, step: steps.map(nameOf).join('、') }));
    }
  }
  return [...found.values()];
}

function hasIncident({ elements }: InstanceState): boolean {
  return [...elements.values()].some(({ incident }) => incident !== null);
}

/** The process whose data the scope holds: that of the instance, or one that is called with data of its own. */
function processOf(
  scope: number,
  { elements }: InstanceState,
  nodes: ReadonlyMap<string, GraphNode>,
): GraphNode | null {
  for (let id = scope; ;) {
    const instance = elements.get(id);
    const node = instance === undefined ? undefined : nodes.get(instance.element);
    if (instance === undefined || node === undefined) return null;
    if (id === ROOT) return node;
    if (hasOwnData(node) && instance.loop === null) return calledBy(node);
    id = instance.parent;
  }
}

function hasOwnData({ type, inputs, outputs }: GraphNode): boolean {
  return type === 'callActivity' && (inputs.length > 0 || outputs.length > 0);
}

/** By name: the steps of the process, and of what it calls within its data, that work it out. */
function computedIn(process: GraphNode): ReadonlyMap<string, readonly GraphNode[]> {
  let computed = COMPUTED.get(process);
  if (computed === undefined) COMPUTED.set(process, (computed = collect(process, new Map(), new Set())));
  return computed;
}

function collect(scope: GraphNode, into: Map<string, GraphNode[]>, seen: Set<object>): Map<string, GraphNode[]> {
  const { container } = scope;
  if (container === null || seen.has(container)) return into;
  seen.add(container);
  for (const node of container.nodes) {
    for (const name of node.element.computes?.(node) ?? []) into.set(name, [...(into.get(name) ?? []), node]);
    if (!hasOwnData(node)) collect(node, into, seen);
  }
  return into;
}

/** Who works it out, or leaves it behind by the drawing: what a scope hands on when it ends is not written by anybody. */
function isDrawn(name: string, steps: readonly GraphNode[], writer: GraphNode | undefined): boolean {
  if (writer === undefined) return false;
  const { container, outputs } = writer;
  return steps.includes(writer) || container !== null || outputs.some(({ target }) => target === name);
}

function isEqual(value: FeelValue, held: FeelValue | undefined): boolean {
  return JSON.stringify(wired(value)) === JSON.stringify(wired(held ?? null));
}

function nameOf({ name, id }: GraphNode): string {
  return name ?? id;
}

const COMPUTED = new WeakMap<GraphNode, ReadonlyMap<string, readonly GraphNode[]>>();
const NOTHING: ReadonlyMap<string, readonly GraphNode[]> = new Map();
