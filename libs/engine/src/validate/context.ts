import type {
  ActivityModel,
  AssociationModel,
  Container,
  EventModel,
  MessageFlow,
  Model,
  NodeModel,
  Participant,
  ProcessModel,
  SequenceFlowModel,
} from '../parse/model.js';
import { isBoundaryEvent } from './nodes.js';

export type ScopeKind = 'process' | 'subProcess' | 'transaction' | 'adHocSubProcess' | 'eventSubProcess';

/** A process level (§10.5.2): the process itself, or the inside of a sub-process. */
export interface Scope {
  readonly kind: ScopeKind;
  readonly container: Container;
  /** The sub-process whose inside this is; null for a process. */
  readonly owner: ActivityModel | null;
  readonly parent: Scope | null;
  readonly process: ProcessModel;
}

/** A flow node with the level it stands on. */
export interface PlacedNode {
  readonly node: NodeModel;
  readonly scope: Scope;
}
export interface PlacedFlow {
  readonly flow: SequenceFlowModel;
  readonly scope: Scope;
}

/** What the rules ask of a model, looked up once for all of them. */
export interface RuleContext {
  readonly model: Model;
  /** Every process level, outer before inner. */
  readonly scopes: readonly Scope[];
  readonly nodes: readonly PlacedNode[];
  readonly flows: readonly PlacedFlow[];
  readonly associations: readonly AssociationModel[];
  readonly messageFlows: readonly MessageFlow[];
  readonly participants: readonly Participant[];
  readonly node: (id: string) => PlacedNode | undefined;
  readonly participant: (id: string) => Participant | undefined;
  readonly process: (id: string) => ProcessModel | undefined;
  /** Sequence flows of the whole document that lead to the node, also those drawn across a border. */
  readonly incoming: (nodeId: string) => readonly SequenceFlowModel[];
  readonly outgoing: (nodeId: string) => readonly SequenceFlowModel[];
  readonly boundaryEvents: (activityId: string) => readonly EventModel[];
  /** Associations drawn from the element. */
  readonly associationsFrom: (id: string) => readonly AssociationModel[];
  readonly associationsTo: (id: string) => readonly AssociationModel[];
  /** Message flows that begin or end at the element. */
  readonly messageFlowsAt: (id: string) => readonly MessageFlow[];
  /** The process that holds a node or sequence flow. */
  readonly processOf: (elementId: string) => ProcessModel | undefined;
}

export function createContext(model: Model): RuleContext {
  const scopes = collectScopes(model.processes);
  const nodes = scopes.flatMap((scope) => scope.container.nodes.map((node) => ({ node, scope })));
  const flows = scopes.flatMap((scope) => scope.container.flows.map((flow) => ({ flow, scope })));
  const associations = scopes.flatMap((scope) => scope.container.associations);
  const messageFlows = model.collaborations.flatMap((collaboration) => collaboration.messageFlows);
  const participants = model.collaborations.flatMap((collaboration) => collaboration.participants);

  const nodesById = new Map(nodes.map((placed) => [placed.node.id, placed]));
  const flowsById = new Map(flows.map((placed) => [placed.flow.id, placed]));
  const participantsById = new Map(participants.map((participant) => [participant.id, participant]));
  const processesById = new Map(model.processes.map((process) => [process.id, process]));
  const sequenceFlows = flows.map((placed) => placed.flow);
  const byTarget = groupBy(sequenceFlows, (flow) => flow.targetRef);
  const bySource = groupBy(sequenceFlows, (flow) => flow.sourceRef);
  const byHost = groupBy(
    nodes.map((placed) => placed.node).filter(isBoundaryEvent),
    (event) => event.attachedToRef ?? '',
  );
  const associationsBySource = groupBy(associations, (association) => association.sourceRef);
  const associationsByTarget = groupBy(associations, (association) => association.targetRef);
  const messageFlowsBySource = groupBy(messageFlows, (flow) => flow.sourceRef);
  const messageFlowsByTarget = groupBy(messageFlows, (flow) => flow.targetRef);

  return {
    model,
    scopes,
    nodes,
    flows,
    associations,
    messageFlows,
    participants,
    node: (id) => nodesById.get(id),
    participant: (id) => participantsById.get(id),
    process: (id) => processesById.get(id),
    incoming: (id) => byTarget.get(id) ?? [],
    outgoing: (id) => bySource.get(id) ?? [],
    boundaryEvents: (id) => byHost.get(id) ?? [],
    associationsFrom: (id) => associationsBySource.get(id) ?? [],
    associationsTo: (id) => associationsByTarget.get(id) ?? [],
    messageFlowsAt: (id) => [...(messageFlowsBySource.get(id) ?? []), ...(messageFlowsByTarget.get(id) ?? [])],
    processOf: (id) => (nodesById.get(id) ?? flowsById.get(id))?.scope.process,
  };
}

function collectScopes(processes: readonly ProcessModel[]): Scope[] {
  const scopes: Scope[] = processes.map((process) => ({
    kind: 'process',
    container: process,
    owner: null,
    parent: null,
    process,
  }));
  // The list grows while it is walked: inner levels are found when their outer level is visited.
  for (const scope of scopes) {
    for (const node of scope.container.nodes) {
      if (!('container' in node)) continue;
      scopes.push({
        kind: kindOf(node),
        container: node.container,
        owner: node,
        parent: scope,
        process: scope.process,
      });
    }
  }
  return scopes;
}

function kindOf(activity: ActivityModel): ScopeKind {
  if (activity.triggeredByEvent) return 'eventSubProcess';
  if (activity.type === 'transaction' || activity.type === 'adHocSubProcess') return activity.type;
  return 'subProcess';
}

function groupBy<T>(items: readonly T[], key: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group === undefined) groups.set(key(item), [item]);
    else group.push(item);
  }
  return groups;
}
