import { hasErrors, sortFindings, type Finding } from '../findings/finding.js';
import type { Model, ProcessModel } from '../parse/model.js';
import { DocumentCompiler } from './document-compiler.js';
import { freezeGraph, type ContainerSpec, type Flow, type GraphNode, type Definition, type Pin } from './graph.js';
import { calledBy } from '../elements/call-activity.js';
import type { Links } from './links.js';

export interface CompileOptions {
  /** Digest of the document, drawn by the caller over the source and the digests of everything it is linked with. */
  readonly digest: string;
  readonly links?: Links;
}

export interface CompileResult {
  /** Absent when a finding is an error. */
  readonly definition?: Definition;
  readonly findings: readonly Finding[];
}

/**
 * Makes a model ready to run. The model should have passed `validate`: compiling reports what is not supported, what cannot be linked and
 * what does not parse as FEEL, and takes the rules of the specification as kept.
 */
export function compile(model: Model, options: CompileOptions): CompileResult {
  const graph = new GraphBuilder(options.links ?? {});
  const document = graph.document(model, '');
  const processes = new Map(model.processes.map((process) => [process.id, document.process(process)]));
  // A call activity is opened like a sub-process; only now is every called process complete, the recursive ones too.
  for (const node of graph.nodes) {
    if (node.type === 'callActivity') node.container = calledBy(node)?.container ?? null;
  }
  markCompensable(graph.nodes);
  refuseUncallable(graph);
  const findings = sortFindings(graph.findings);
  if (hasErrors(findings)) return { findings };

  const definition: Definition = {
    digest: options.digest,
    processes,
    nodes: graph.nodes,
    nodesByKey: new Map(graph.nodes.map((node) => [node.key, node])),
    flowsByKey: new Map(graph.flows.map((flow) => [flow.key, flow])),
    hasConditions: graph.nodes.some((node) => node.event?.trigger?.kind === 'conditional'),
    hasInclusiveJoins: graph.nodes.some((node) => (node.container?.inclusiveJoins.length ?? 0) > 0),
    pins: graph.pins,
  };
  freezeGraph(definition);
  return { definition, findings };
}

/** The graph that grows while a document and everything it calls is compiled. */
export class GraphBuilder {
  readonly nodes: GraphNode[] = [];
  readonly flows: Flow[] = [];
  readonly pins: Pin[] = [];
  readonly findings: Finding[] = [];
  private readonly called = new Map<string, GraphNode>();
  private readonly prefixes = new Set<string>();

  constructor(readonly links: Links) {}

  document(model: Model, prefix: string): DocumentCompiler {
    return new DocumentCompiler(this, model, prefix);
  }

  /** The called process as a node of this graph; compiled once, however often and however recursively it is called. */
  calledProcess(elementId: string, processId: string, binding: string): GraphNode | null {
    const linked = this.links.process?.(processId, binding);
    if (linked === undefined) return null;
    this.pins.push({ elementId, processId: linked.processId, digest: linked.digest });

    const identity = `${linked.processId}@${linked.digest}`;
    const known = this.called.get(identity);
    if (known !== undefined) return known;
    const process = linked.model.processes.find((candidate: ProcessModel) => candidate.id === linked.processId);
    if (process === undefined) return null;
    const document = this.document(linked.model, this.prefixFor(linked.processId, linked.digest));
    return document.process(process, (node) => this.called.set(identity, node));
  }

  /** `Called:`; a second version of the same process gets the head of its digest too. */
  private prefixFor(processId: string, digest: string): string {
    const plain = `${processId}:`;
    const prefix = this.prefixes.has(plain) ? `${processId}@${digest.slice(0, 12)}:` : plain;
    this.prefixes.add(prefix);
    return prefix;
  }
}

/** In the same document this is a rule of `validate`; a process of another one is known only here (BPMN 2.0.2 §10.5.2). */
function refuseUncallable({ nodes, findings }: GraphBuilder): void {
  for (const node of nodes) {
    const called = node.type === 'callActivity' ? calledBy(node) : null;
    const starts = called?.container?.startEvents ?? [];
    if (called === null || called.key === called.id || starts.length === 0) continue;
    if (starts.some((start) => start.event?.trigger === null)) continue;
    findings.push({
      code: 'called-process-start',
      severity: 'error',
      elementId: node.id,
      message: `${node.id} calls ${called.id}, where every start waits for a trigger. Add a none start event to that process.`,
    });
  }
}

/** What holds something compensable is so itself, through calls as well, the recursive ones included: until nothing is added. */
function markCompensable(nodes: readonly GraphNode[]): void {
  for (let isAdded = true; isAdded;) {
    isAdded = false;
    for (const node of nodes) {
      if (node.compensable || !isCompensable(node)) continue;
      node.compensable = true;
      isAdded = true;
    }
  }
}

function isCompensable({ compensationHandler, container }: GraphNode): boolean {
  if (compensationHandler !== null) return true;
  return container !== null && !container.isEventSubProcess && holdsCompensation(container);
}

function holdsCompensation(container: ContainerSpec): boolean {
  return (
    container.nodes.some((node) => node.compensable) ||
    container.eventSubProcessStarts.some((start) => start.event?.trigger?.kind === 'compensate')
  );
}
