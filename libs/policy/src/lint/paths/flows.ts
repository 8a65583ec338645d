import type { Container, NodeModel, SequenceFlowModel } from '@quanheng/engine';

/** The outcome of a control that was passed. */
export const PASSED = 'passed';

type Flows = readonly SequenceFlowModel[];

interface Alternatives {
  readonly groups: readonly Flows[];
  /** Flows that may be taken in addition. */
  readonly aside: Flows;
}

const CHOOSING: ReadonlySet<string> = new Set([
  'exclusiveGateway',
  'eventBasedGateway',
  'inclusiveGateway',
  'complexGateway',
]);

/** Which flows behind a node are taken together (§8.4.13, docs/semantics.md). */
export function alternativesBehind(node: NodeModel, container: Container): Alternatives {
  const flows = flowsBehind(node, container);
  if (flows.length === 0) return { groups: [], aside: [] };
  if (node.type === 'parallelGateway') return { groups: [flows], aside: [] };
  if (CHOOSING.has(node.type)) return { groups: flows.map((flow) => [flow]), aside: [] };

  const otherwise = 'default' in node ? node.default : undefined;
  const always = flows.filter((flow) => !isChosen(flow) && flow.id !== otherwise);
  const outcomes = outcomesOf(flows);
  if (outcomes.length > 0) return { groups: outcomes.map((outcome) => taking(flows, outcome)), aside: [] };
  const chosen = flows.filter((flow) => !always.includes(flow));
  if (always.length > 0 && otherwise === undefined) return { groups: [always], aside: chosen };
  return { groups: chosen.map((flow) => [...always, flow]), aside: [] };
}

/** Which flows are taken behind a control that was done and not passed; none where the drawing does not tell outcomes apart. */
export function failuresOf(node: NodeModel, container: Container): readonly Flows[] {
  const flows = flowsBehind(node, container);
  const outcomes = outcomesOf(flows);
  if (outcomes.length > 0) return failing(outcomes).map((outcome) => taking(flows, outcome));
  const [only, ...others] = flows;
  if (only === undefined || others.length > 0) return [];
  const gateway = indexOf(container).nodes.get(only.targetRef);
  if (gateway === undefined || !CHOOSING.has(gateway.type)) return [];
  const behind = flowsBehind(gateway, container);
  const told = outcomesOf(behind);
  const failed = behind.filter(({ outcome }) => outcome !== undefined && outcome !== PASSED);
  const rest = told.includes(PASSED) ? behind.filter(({ outcome }) => outcome === undefined) : [];
  return [...failed, ...rest].map((flow) => [flow]);
}

function flowsBehind(node: NodeModel, container: Container): SequenceFlowModel[] {
  const { flows } = indexOf(container);
  return node.outgoing.flatMap((id) => flows.get(id) ?? []);
}

interface Index {
  readonly nodes: ReadonlyMap<string, NodeModel>;
  readonly flows: ReadonlyMap<string, SequenceFlowModel>;
}
const INDEX = new WeakMap<Container, Index>();

function indexOf(container: Container): Index {
  let index = INDEX.get(container);
  if (index === undefined) {
    const nodes = new Map(container.nodes.map((node) => [node.id, node]));
    const flows = new Map(container.flows.map((flow) => [flow.id, flow]));
    INDEX.set(container, (index = { nodes, flows }));
  }
  return index;
}

function isChosen(flow: SequenceFlowModel): boolean {
  return flow.outcome !== undefined || (flow.condition?.text.trim() ?? '') !== '';
}

function outcomesOf(flows: Flows): string[] {
  return [...new Set(flows.flatMap(({ outcome }) => outcome ?? []))];
}

function failing(outcomes: readonly string[]): string[] {
  return outcomes.filter((outcome) => outcome !== PASSED);
}

/** Completing with an outcome takes the flows that name it, and those that name none. */
function taking(flows: Flows, outcome: string): Flows {
  return flows.filter((flow) => flow.outcome === outcome || flow.outcome === undefined);
}
