import { elementFor, isSupported } from '../elements/registry.js';
import type { Expression } from '../feel/api.js';
import { compileExpression } from '../feel/index.js';
import type { Finding } from '../findings/finding.js';
import { QH_NAMESPACE } from '../parse/descriptor.js';
import type {
  ActivityModel,
  Container,
  EventModel,
  ExpressionModel,
  GatewayModel,
  Model,
  NodeModel,
  ProcessModel,
} from '../parse/model.js';
import { compileActivity, inputMappings, outputMappings } from './activity.js';
import type { GraphBuilder } from './compile.js';
import type { ElementCompiler } from './element-compiler.js';
import { compileEvent } from './event.js';
import { GraphNode, type ContainerSpec, type Flow, type MessageSpec } from './graph.js';
import type { CompiledDecision } from './links.js';
import { MessageNames } from './message-names.js';

/** Compiles the processes of one document into the graph, their keys behind `prefix`. */
export class DocumentCompiler {
  private readonly messages: MessageNames;
  private readonly compiled = new Map<string, GraphNode>();
  /** Names of data objects, by their own ids and by those of the references drawn for them. */
  private readonly dataNames = new Map<string, string>();

  constructor(
    private readonly graph: GraphBuilder,
    readonly model: Model,
    private readonly prefix: string,
  ) {
    this.messages = new MessageNames(model, (elementId) => this.prefix + elementId);
    for (const process of model.processes) this.readDataNames(process);
    for (const store of model.dataStores.values()) this.dataNames.set(store.id, store.name ?? store.id);
  }

  private readDataNames(container: Container): void {
    for (const data of container.dataObjects) {
      for (const id of [data.id, ...data.referenceIds]) this.dataNames.set(id, data.name ?? data.id);
    }
    for (const node of container.nodes) {
      if ('container' in node) this.readDataNames(node.container);
    }
  }

  /** `announce` gets the node before its content is compiled, so that a process may call itself. */
  process(model: ProcessModel, announce?: (node: GraphNode) => void): GraphNode {
    const known = this.compiled.get(model.id);
    if (known !== undefined) return known;
    const node = this.node(model.id, 'process', null);
    node.name = model.name ?? null;
    this.compiled.set(model.id, node);
    announce?.(node);
    this.container(node, model, {
      returns: model.returns ?? 'all',
      isEventSubProcess: false,
      constants: constantsOf(model),
    });
    return node;
  }

  private node(id: string, type: NodeModel['type'] | 'process', parent: GraphNode | null): GraphNode {
    const element = elementFor(type);
    const node = new GraphNode(element, this.prefix + id, this.graph.nodes.length, { id, type, parent });
    this.graph.nodes.push(node);
    return node;
  }

  private container(
    owner: GraphNode,
    model: Container,
    context: {
      readonly returns: 'none' | 'listed' | 'all';
      readonly isEventSubProcess: boolean;
      readonly constants?: readonly string[];
    },
  ): void {
    const nodes = new Map<string, { node: GraphNode; model: NodeModel }>();
    for (const child of model.nodes) {
      if (!isSupported(child.type)) {
        this.report('element-not-supported', child.id, `${child.type} ${named(child)} cannot be executed yet.`);
        continue;
      }
      const node = this.node(child.id, child.type, owner);
      node.name = child.name ?? null;
      nodes.set(child.id, { node, model: child });
    }
    const spec: ContainerSpec = {
      nodes: [...nodes.values()].map(({ node }) => node),
      startEvents: [],
      implicitStarts: [],
      eventSubProcessStarts: [],
      inclusiveJoins: [],
      dataObjects: owner.type === 'process' ? [] : model.dataObjects.map((data) => data.name ?? data.id),
      constants: context.constants ?? [],
      isEventSubProcess: context.isEventSubProcess,
    };
    owner.container = spec;
    this.flows(model, nodes);

    for (const { node, model: child } of nodes.values()) {
      const compiler = this.elementCompiler(child);
      if ('inputs' in child) {
        node.inputs = inputMappings(child, compiler);
        node.outputs = outputMappings(child, compiler);
      }
      if ('isForCompensation' in child) {
        node.activity = compileActivity(child, node.inputs, node.outputs, compiler, context.returns);
        const { loop } = node.activity;
        if (loop?.kind === 'multiInstance') {
          node.inputs = node.inputs.filter((input) => input !== loop.collectionInput);
          node.outputs = node.outputs.filter((output) => !loop.collectionOutputs.includes(output));
        }
        node.returnable = context.returns !== 'none' && !child.isForCompensation && !child.triggeredByEvent;
        if (child.container !== undefined) {
          this.container(node, child.container, {
            returns: context.returns,
            isEventSubProcess: child.triggeredByEvent,
          });
        }
      } else if ('definitions' in child) {
        node.event = compileEvent(child, compiler, this.model);
      }
      const defaultId = (child as ActivityModel | GatewayModel).default;
      if (defaultId !== undefined) node.defaultFlow = node.outgoing.find((flow) => flow.id === defaultId) ?? null;
      node.spec = node.element.compile?.(child, compiler);
    }
    this.wire(owner, spec, model, nodes);
  }

  private flows(model: Container, nodes: ReadonlyMap<string, { node: GraphNode; model: NodeModel }>): void {
    for (const flow of model.flows) {
      const source = nodes.get(flow.sourceRef);
      const target = nodes.get(flow.targetRef);
      if (source === undefined || target === undefined) continue; // refused by parse, or its node was reported above
      const key = this.prefix + flow.id;
      const made: Flow = {
        key,
        target: target.node,
        alone: Object.freeze([key]),
        condition: flow.condition === undefined ? null : this.expression(flow.id, flow.condition, 'the condition'),
        outcome: flow.outcome ?? null,
        index: this.graph.flows.length,
        id: flow.id,
        source: source.node,
      };
      this.graph.flows.push(made);
      source.node.outgoing.push(made);
      target.node.incoming.push(made);
    }
  }

  /** Ties together what belongs together inside one container: boundary events, handlers, links, starts. */
  private wire(
    owner: GraphNode,
    spec: ContainerSpec,
    model: Container,
    nodes: ReadonlyMap<string, { node: GraphNode; model: NodeModel }>,
  ): void {
    for (const { node, model: child } of nodes.values()) {
      if (child.type === 'boundaryEvent') this.attach(node, child, model, nodes);
      if (child.type === 'startEvent') spec.startEvents.push(node);
      if (node.container?.isEventSubProcess === true) spec.eventSubProcessStarts.push(...node.container.startEvents);
      if (child.type === 'inclusiveGateway' && node.incoming.length > 1) spec.inclusiveJoins.push(node);
      const trigger = node.event?.trigger;
      if (trigger?.kind === 'link' && child.type === 'intermediateThrowEvent') {
        trigger.target = this.linkTarget(trigger.name, spec);
      }
      if (trigger?.kind === 'compensate' && trigger.activity === null) {
        const definition = (child as EventModel).definitions[0];
        const ref = definition?.kind === 'compensate' ? definition.activityRef : undefined;
        if (ref !== undefined) trigger.activity = this.compensated(ref, child, owner, nodes);
      }
    }
    if (spec.startEvents.length === 0 && !spec.isEventSubProcess) {
      spec.implicitStarts.push(...spec.nodes.filter((node) => startsImplicitly(node)));
    }
    for (const node of spec.nodes) {
      if (node.type === 'eventBasedGateway') this.refuseLoopsBehind(node);
      node.outcomes = outcomesBehind(node);
      node.takesAllFlows =
        node.defaultFlow === null && node.outgoing.every((flow) => flow.condition === null && flow.outcome === null);
    }
  }

  /** The one message that decides at the gateway cannot be the message of each round or inner instance. */
  private refuseLoopsBehind(gateway: GraphNode): void {
    for (const { target } of gateway.outgoing) {
      if (target.activity?.loop == null) continue;
      const text = `${target.id} stands behind event-based gateway ${gateway.id} and is a loop or multi-instance, which cannot be executed. Put it into a sub-process behind a message event.`;
      this.report('element-not-supported', target.id, text);
    }
  }

  private attach(
    node: GraphNode,
    event: EventModel,
    model: Container,
    nodes: ReadonlyMap<string, { node: GraphNode; model: NodeModel }>,
  ): void {
    const host = nodes.get(event.attachedToRef ?? '')?.node;
    if (host?.activity == null || node.event === null) return; // refused by validate
    node.event.attachedTo = host;
    if (node.event.trigger?.kind !== 'compensate') {
      host.activity.boundaryEvents.push(node);
      return;
    }
    const handlers = model.associations
      .filter((association) => association.sourceRef === event.id || association.targetRef === event.id)
      .map((association) => (association.sourceRef === event.id ? association.targetRef : association.sourceRef))
      .map((id) => nodes.get(id)?.node)
      .filter((handler) => handler?.activity?.isForCompensation === true);
    host.compensationHandler = handlers[0] ?? null;
  }

  private linkTarget(name: string, spec: ContainerSpec): GraphNode | null {
    const isTarget = (node: GraphNode): boolean =>
      node.type === 'intermediateCatchEvent' &&
      node.event?.trigger?.kind === 'link' &&
      node.event.trigger.name === name;
    return spec.nodes.find(isTarget) ?? null;
  }

  /** The activity a compensation throw event names: in its own scope, or around the event sub-process that throws (§13.5.5). */
  private compensated(
    ref: string,
    event: NodeModel,
    owner: GraphNode,
    nodes: ReadonlyMap<string, { node: GraphNode; model: NodeModel }>,
  ): GraphNode | null {
    const own = nodes.get(ref)?.node;
    if (own !== undefined) return own;
    const around = owner.container?.isEventSubProcess === true ? owner.parent : null;
    const found = around?.container?.nodes.find((node) => node.id === ref);
    if (found !== undefined) return found;
    this.report(
      'compensation-target-missing',
      event.id,
      `${named(event)} compensates ${ref}, which is not an activity of its scope.`,
    );
    return null;
  }

  private elementCompiler(model: NodeModel): ElementCompiler {
    return {
      expression: (source, what) => this.expression(model.id, source, what),
      message: (source): MessageSpec => {
        const spec = this.messages.specOf(source, (text) => this.expression(source.id, text, 'qh:correlation'));
        if (!this.messages.isNamed(source)) {
          this.report(
            'message-without-name',
            source.id,
            `${named(source)} refers to no message and no message flow; the message is called "${spec.name}" here. Set messageRef.`,
            'warning',
          );
        }
        return spec;
      },
      namesMessage: (source) => this.messages.isNamed(source),
      calledProcess: (processId, binding) => this.calledProcess(model.id, processId, binding),
      dataName: (ref) => this.dataNames.get(ref) ?? ref,
      decision: (nameOrId): CompiledDecision | null => this.graph.links.decision?.(nameOrId) ?? null,
      fault: (code, message) => this.report(code, model.id, message),
    };
  }

  private calledProcess(elementId: string, processId: string, binding: string): GraphNode | null {
    const own = this.model.processes.find((process) => process.id === processId);
    if (own !== undefined && binding === 'latest') return this.process(own);
    return this.graph.calledProcess(elementId, processId, binding);
  }

  private expression(elementId: string, source: ExpressionModel | string, what: string): Expression | null {
    const text = typeof source === 'string' ? source : source.text;
    const compiled = compileExpression(text);
    if (compiled.ok) return compiled.value;
    for (const fault of compiled.faults) {
      const base = typeof source === 'string' ? undefined : source.location;
      const line = base === undefined ? undefined : base.line + fault.line - 1;
      this.report(
        fault.code,
        elementId,
        `In ${what} of ${elementId}, "${shortened(text)}": ${fault.message}${languageNote(text)}`,
        'error',
        line,
      );
    }
    return null;
  }

  private report(
    code: string,
    elementId: string,
    message: string,
    severity: Finding['severity'] = 'error',
    at?: number,
  ): void {
    const line = at ?? this.model.locations.get(elementId)?.line;
    this.graph.findings.push({ code, severity, elementId, ...(line === undefined ? {} : { line }), message });
  }
}

/** What policy is asked for at the start, by name; what it is, policy knows. */
function constantsOf({ extensions }: ProcessModel): string[] {
  return extensions
    .filter(({ namespace, name }) => namespace === QH_NAMESPACE && name === 'threshold')
    .flatMap(({ attributes }) => attributes['variable'] ?? []);
}

function startsImplicitly(node: GraphNode): boolean {
  if (node.incoming.length > 0 || node.type === 'boundaryEvent') return false;
  if (node.container?.isEventSubProcess === true || node.activity?.isForCompensation === true) return false;
  return !(node.type === 'intermediateCatchEvent' && node.event?.trigger?.kind === 'link');
}

/** Outcomes declared on the flows behind a node, or behind the gateway that follows it. */
function outcomesBehind(node: GraphNode): readonly string[] {
  const behind = node.outgoing.flatMap((flow) => [
    flow,
    ...(flow.target.type.endsWith('Gateway') ? flow.target.outgoing : []),
  ]);
  return [...new Set(behind.flatMap((flow) => (flow.outcome === null ? [] : [flow.outcome])))];
}

function named(model: NodeModel): string {
  return model.name === undefined ? model.id : `${model.id} "${model.name}"`;
}

function shortened(text: string): string {
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}

/** Other engines write ${...} and #{...}; whoever brings such a drawing should not have to guess. */
function languageNote(text: string): string {
  return /^\s*[$#]\{/.test(text) ? ' This looks like another expression language: expressions here are FEEL.' : '';
}
