import type { Container, ExtensionElement, Model, NodeModel } from '@quanheng/engine';
import type { InstanceView, OrganisationView, ProcessDefinition } from '../ports/index.js';

/** What the drawing says about who does an activity, and with which form. */
export interface Assignment {
  readonly name: string;
  readonly form: string | null;
  readonly assigns: readonly AssignSpec[];
}
interface AssignSpec {
  readonly post?: string;
  readonly department?: string;
  readonly role?: string;
  readonly body?: string;
  readonly of?: string;
}

const QH = 'urn:quanheng:bpmn:1';
const KNOWN = new WeakMap<ProcessDefinition, Map<string, Assignment>>();

/** By node key. */
export function assignmentOf(definition: ProcessDefinition, key: string): Assignment {
  let known = KNOWN.get(definition);
  if (known === undefined) {
    known = readAll(definition);
    KNOWN.set(definition, known);
  }
  return known.get(key) ?? { name: key, form: null, assigns: [] };
}

function readAll({ models }: ProcessDefinition): Map<string, Assignment> {
  const found = new Map<string, Assignment>();
  for (const [prefix, model] of models) {
    for (const node of nodesOf(model)) found.set(prefix + node.id, read(node));
  }
  return found;
}

function* nodesOf(model: Model): Iterable<NodeModel> {
  const open: Container[] = [...model.processes];
  for (let container = open.pop(); container !== undefined; container = open.pop()) {
    for (const node of container.nodes) {
      yield node;
      const inside = 'container' in node ? node.container : undefined;
      if (inside !== undefined) open.push(inside);
    }
  }
}

function read(node: NodeModel): Assignment {
  const ours = node.extensions.filter(({ namespace }) => namespace === QH);
  return {
    name: node.name ?? node.id,
    form: ours.find(({ name }) => name === 'form')?.text ?? null,
    assigns: ours.filter(({ name }) => name === 'assign').map(({ attributes }: ExtensionElement) => attributes),
  };
}

/**
 * Keys under which a work item is offered. What says nothing is offered to everybody who does business in the unit; what nobody fits is
 * offered to nobody, and the operators see it.
 */
export function offersFor(
  assigns: readonly AssignSpec[],
  instance: InstanceView,
  organisation: OrganisationView,
  at: number,
): string[] {
  if (assigns.length === 0) return ['unit'];
  return [...new Set(assigns.flatMap((assign) => offersOf(assign, instance, organisation, at)))];
}

function offersOf(
  { post, department, role, body, of }: AssignSpec,
  instance: InstanceView,
  organisation: OrganisationView,
  at: number,
): string[] {
  if (post !== undefined) return [`post:${post}`];
  if (body !== undefined) return [`body:${body}`];
  if (role !== undefined) return [department === undefined ? `role:${role}` : `role:${role}@${department}`];
  if (department !== undefined) return [`department:${department}`];
  const initiator = /^person:(.*)$/.exec(instance.startedBy)?.[1];
  if (initiator === undefined) return [];
  if (of === 'initiator') return [`person:${initiator}`];
  if (of === 'initiator.leader') return leadersOf(initiator, organisation, at).map((leader) => `person:${leader}`);
  return [];
}

/** Who leads the departments that the person works in (分管领导); nobody leads himself. */
function leadersOf(person: string, organisation: OrganisationView, at: number): string[] {
  const departments = new Set(
    organisation
      .holdings(person, at)
      .flatMap(({ data }) => organisation.fact('post', data.post, at)?.data.department ?? []),
  );
  return organisation
    .facts('leaderLine', at)
    .filter(({ data }) => data.departments.some((department) => departments.has(department)))
    .flatMap(({ data }) => organisation.holdersOf(data.leader, at))
    .filter((leader) => leader !== person);
}
