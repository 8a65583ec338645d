import type { Definition, Expression, GraphNode } from '@quanheng/engine';
import type { PolicyModel, ProtectedDatum } from '../../model/index.js';
import { fieldsOfForm } from './form-fields.js';

/** Something that may be filled in. */
export interface DataField {
  readonly name: string;
  readonly type: 'text' | 'number' | 'date' | 'truth' | 'any';
  /** What it is called in the form; absent: by its name alone. */
  readonly label?: string;
  /** A closed set of values. */
  readonly choices?: readonly { readonly value: string; readonly label: string }[];
}

/** What is known of a drawing when fields are asked for. */
export interface FieldSources {
  readonly definition: Definition;
  readonly policy: PolicyModel;
  /** Texts of form documents, by name without extension. */
  readonly forms: ReadonlyMap<string, string>;
}

const TYPES: Readonly<Record<ProtectedDatum['type'], DataField['type']>> = {
  ...{ money: 'number', date: 'date', text: 'text', person: 'text', account: 'text' },
};

/** What a step may bring when it is done: what its form shows, what it may write, and what the choices behind it ask for. */
export function fieldsOfWork(node: GraphNode, sources: FieldSources): readonly DataField[] {
  const { policy, forms } = sources;
  const activity = policy.activities.get(node.key);
  const form = activity?.form == null ? undefined : forms.get(activity.form);
  const given = node.outputs.flatMap(({ expression }) => expression.variables);
  return once([
    ...(form === undefined ? [] : fieldsOfForm(form)),
    ...[...(activity?.writes ?? []), ...given].map((name) => fieldOf(name, policy)),
    ...asked(node)
      .filter((name) => !isComputed(name, sources))
      .map((name) => fieldOf(name, policy)),
  ]);
}

/** What a process reads and nobody in it fills in, its limits first: given when it begins. */
export function fieldsOfStart(process: GraphNode, sources: FieldSources): readonly DataField[] {
  const { definition, policy } = sources;
  const limits = policy.thresholds.map(({ variable }): DataField => ({ name: variable, type: 'number' }));
  const within = definition.nodes.filter((node) => processAround(node) === process);
  const written = new Set(
    within.flatMap((node) =>
      node.element.isWork?.(node) === true ? fieldsOfWork(node, sources).map(({ name }) => name) : [],
    ),
  );
  const read = within.flatMap(readsOf).filter((name) => !written.has(name) && !isComputed(name, sources));
  return once([...limits, ...read.map((name) => fieldOf(name, policy))]);
}

function fieldOf(name: string, { protectedData }: PolicyModel): DataField {
  const type = protectedData.get(name)?.type;
  return { name, type: type === undefined ? 'any' : TYPES[type] };
}

/** Conditions on the flows behind, through gateways. */
function asked(node: GraphNode, seen = new Set<GraphNode>()): readonly string[] {
  return node.outgoing.flatMap(({ condition, target }) => {
    const own = condition?.variables ?? [];
    if (!target.type.endsWith('Gateway') || seen.has(target)) return own;
    seen.add(target);
    return [...own, ...asked(target, seen)];
  });
}

function readsOf({ outgoing, inputs, spec, activity }: GraphNode): readonly string[] {
  const { decision = null, script = null } = (spec ?? {}) as {
    readonly decision?: { readonly inputs: readonly string[] } | null;
    readonly script?: Expression | null;
  };
  const { loop = null } = activity ?? {};
  const counted = loop?.kind === 'multiInstance' ? [loop.cardinality, loop.collection] : [];
  const expressions = [
    ...outgoing.map(({ condition }) => condition),
    ...inputs.map(({ expression }) => expression),
    ...[script, ...counted],
  ];
  return [...expressions.flatMap((each) => each?.variables ?? []), ...(decision?.inputs ?? [])];
}

/** The engine works it out itself. */
function isComputed(name: string, { definition }: FieldSources): boolean {
  return definition.nodes.some((node) => node.element.computes?.(node).includes(name) === true);
}

function processAround(node: GraphNode): GraphNode {
  let around = node;
  while (around.parent !== null) around = around.parent;
  return around;
}

/** The first of each name knows most. */
function once(fields: readonly DataField[]): readonly DataField[] {
  const known = new Map<string, DataField>();
  for (const field of fields) if (!known.has(field.name)) known.set(field.name, field);
  return [...known.values()];
}
