import type { Expression } from '../feel/api.js';
import type { ActivityModel, Collaboration, EventModel, MessageFlow, Model, NodeModel } from '../parse/model.js';
import type { GraphNode, MessageSpec } from './graph.js';
import { addressOf } from './message-target.js';

/**
 * Which message an event or task throws or awaits. The reference on the element decides; without one, the message flow drawn to or
 * from it does, so that both ends of a flow always mean the same message (BPMN 2.0.2 §9.3, §10.5.5).
 */
export class MessageNames {
  private readonly flowsBySource = new Map<string, MessageFlow[]>();
  private readonly flowsByTarget = new Map<string, MessageFlow[]>();
  private readonly refs = new Map<string, string>();
  private readonly processes = new Map<string, string>();
  private readonly processByParticipant = new Map<string, string>();

  constructor(
    private readonly model: Model,
    private readonly keyOf: (elementId: string) => string,
  ) {
    for (const collaboration of model.collaborations) this.read(collaboration);
    const visit = (process: string, nodes: readonly NodeModel[]): void => {
      for (const node of nodes) {
        this.processes.set(node.id, process);
        const ref = messageRefOf(node);
        if (ref !== undefined) this.refs.set(node.id, ref);
        if ('container' in node) visit(process, node.container.nodes);
      }
    };
    for (const process of model.processes) visit(process.id, process.nodes);
  }

  isNamed(node: NodeModel): boolean {
    return this.refs.has(node.id) || this.flowsOf(node).length > 0;
  }

  specOf(node: ActivityModel | EventModel, compile: (text: string) => Expression | null): MessageSpec {
    const flow = this.flowsOf(node)[0];
    const ref = this.refs.get(node.id) ?? (flow === undefined ? undefined : this.refOf(flow));
    const message = ref === undefined ? undefined : this.model.messages.get(ref);
    const name = message?.name ?? ref ?? flow?.name ?? flow?.id ?? node.name ?? node.id;
    const targets = (this.flowsBySource.get(node.id) ?? []).map((out) => this.addressOf(out.targetRef));
    const sources = (this.flowsByTarget.get(node.id) ?? []).map((into) => this.senderOf(into.sourceRef));
    return {
      name,
      correlation: message?.correlation === undefined ? null : compile(message.correlation),
      targets: targets.filter((target) => target !== null),
      sources,
    };
  }

  private read(collaboration: Collaboration): void {
    for (const participant of collaboration.participants) {
      if (participant.processRef !== undefined) this.processByParticipant.set(participant.id, participant.processRef);
    }
    for (const flow of collaboration.messageFlows) {
      append(this.flowsBySource, flow.sourceRef, flow);
      append(this.flowsByTarget, flow.targetRef, flow);
    }
  }

  private flowsOf(node: NodeModel): readonly MessageFlow[] {
    const throws = node.type === 'sendTask' || node.type === 'intermediateThrowEvent' || node.type === 'endEvent';
    return (throws ? this.flowsBySource : this.flowsByTarget).get(node.id) ?? [];
  }

  private refOf(flow: MessageFlow): string | undefined {
    return flow.messageRef ?? this.refs.get(flow.sourceRef) ?? this.refs.get(flow.targetRef);
  }

  /** null for a black-box pool. */
  private addressOf(ref: string): string | null {
    const pool = this.processByParticipant.get(ref);
    if (pool !== undefined) return addressOf(pool);
    const process = this.processes.get(ref);
    return process === undefined ? null : addressOf(process, ref);
  }

  /** The key of an element; null for a pool as a whole. */
  private senderOf(ref: string): string | null {
    return this.processes.has(ref) ? this.keyOf(ref) : null;
  }
}

/** The message that an event or task throws or awaits. */
export function messageOf(node: GraphNode): MessageSpec | null {
  const trigger = node.event?.trigger;
  if (trigger?.kind === 'message') return trigger.message;
  if (node.type !== 'sendTask' && node.type !== 'receiveTask') return null;
  return (node.spec as { readonly message?: MessageSpec | null } | undefined)?.message ?? null;
}

function messageRefOf(node: NodeModel): string | undefined {
  if ('messageRef' in node) return node.messageRef;
  if (!('definitions' in node)) return undefined;
  const definition = node.definitions.find((candidate) => candidate.kind === 'message');
  return definition?.kind === 'message' ? definition.messageRef : undefined;
}

function append<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
