import type { EventModel, Model, NodeModel, NodeType } from '@quanheng/engine';

/** The drawing as tests see it: read off the parsed model, with nothing of the engine's compiled graph. */
export interface Graph {
  readonly nodes: ReadonlyMap<string, DrawnNode>;
  readonly flows: ReadonlyMap<string, { readonly source: string; readonly target: string }>;
}

export interface DrawnNode {
  readonly id: string;
  readonly type: NodeType;
  /** Id of the process or sub-process around it. */
  readonly container: string;
  /** Ids of sequence flows. */
  readonly incoming: readonly string[];
  readonly outgoing: readonly string[];
  readonly trigger: EventModel['definitions'][number] | null;
  /** Boundary events and start events of event sub-processes. */
  readonly interrupting: boolean;
  readonly attachedTo: string | null;
  readonly boundaryEvents: readonly string[];
  readonly isActivity: boolean;
  readonly isEventSubProcess: boolean;
  readonly isForCompensation: boolean;
  readonly loop: 'standard' | 'sequential' | 'parallel' | null;
  /** What is opened when it is activated: itself, or the called process. */
  readonly opens: string | null;
}

export function graphOf(model: Model): Graph {
  const nodes = new Map<string, DrawnNode>();
  const flows = new Map<string, { source: string; target: string }>();
  const visit = (container: DrawnContainer): void => {
    for (const flow of container.flows) flows.set(flow.id, { source: flow.sourceRef, target: flow.targetRef });
    for (const node of container.nodes) {
      nodes.set(node.id, drawn(node, container));
      if ('isForCompensation' in node && node.container !== undefined) visit(node.container);
    }
  };
  for (const process of model.processes) visit(process);
  return { nodes, flows };
}

type DrawnContainer = Pick<Model['processes'][number], 'id' | 'nodes' | 'flows'>;

function drawn(node: NodeModel, container: { readonly id: string; readonly nodes: readonly NodeModel[] }): DrawnNode {
  const event = 'definitions' in node ? node : null;
  const activity = 'isForCompensation' in node ? node : null;
  const boundaryEvents = container.nodes.filter((other) => 'attachedToRef' in other && other.attachedToRef === node.id);
  return {
    id: node.id,
    type: node.type,
    container: container.id,
    incoming: node.incoming,
    outgoing: node.outgoing,
    trigger: event?.definitions[0] ?? null,
    interrupting: event?.type === 'boundaryEvent' ? event.cancelActivity : (event?.isInterrupting ?? false),
    attachedTo: event?.attachedToRef ?? null,
    boundaryEvents: boundaryEvents.map(({ id }) => id),
    isActivity: activity !== null,
    isEventSubProcess: activity?.triggeredByEvent === true,
    isForCompensation: activity?.isForCompensation === true,
    loop: loopOf(activity?.loop),
    opens:
      activity?.type === 'callActivity'
        ? (activity.calledElement ?? null)
        : activity?.container === undefined
          ? null
          : activity.id,
  };
}

function loopOf(loop: Extract<NodeModel, { loop?: unknown }>['loop']): DrawnNode['loop'] {
  if (loop === undefined) return null;
  return loop.kind === 'standard' ? 'standard' : loop.isSequential ? 'sequential' : 'parallel';
}

/** Where a token that leaves the node, by whichever way, comes to next. */
export function successors(graph: Graph, id: string): readonly string[] {
  const node = graph.nodes.get(id);
  if (node === undefined) return [];
  const next = [...node.outgoing.map((flow) => graph.flows.get(flow)!.target), ...node.boundaryEvents];
  const { trigger } = node;
  if (trigger?.kind === 'link' && node.type === 'intermediateThrowEvent') {
    for (const other of graph.nodes.values()) {
      const isTarget =
        other.type === 'intermediateCatchEvent' &&
        other.trigger?.kind === 'link' &&
        other.trigger.name === trigger.name;
      if (isTarget && other.container === node.container) next.push(other.id);
    }
  }
  return next;
}

/** Every node a token can come to after the node; the node itself only when a way leads back. */
export function downstream(graph: Graph, id: string): ReadonlySet<string> {
  const seen = new Set<string>();
  const open = [...successors(graph, id)];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    open.push(...successors(graph, next));
  }
  return seen;
}

/** Whether `inner` lies in the concurrent region `outer` (paths as `Rendered.regions` gives them). */
export function isWithin(inner: string, outer: string): boolean {
  return outer === '' || inner === outer || inner.startsWith(`${outer}/`);
}
