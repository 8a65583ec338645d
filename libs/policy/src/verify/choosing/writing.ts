import { writtenBy, type Definition, type GraphNode, type Model, type Transition } from '@quanheng/engine';
import { readPolicy } from '../../model/index.js';

const KNOWN = new WeakMap<Definition, Writing>();

/** What the documents of a definition say of writing, read once. */
export function writingOf(definition: Definition, models: ReadonlyMap<string, Model>): Writing {
  let writing = KNOWN.get(definition);
  if (writing === undefined) KNOWN.set(definition, (writing = new Writing(definition, models)));
  return writing;
}

/** Who may write which variable: protected data only who may or does so by the drawing, thresholds nobody, anything else whoever is done or comes from outside. */
export class Writing {
  private readonly fixed: ReadonlySet<string>;
  /** Read when it is first asked for, which it seldom is. */
  private known: Protected | undefined;
  private readonly drawn = new Map<GraphNode, ReadonlySet<string>>();

  constructor(
    definition: Definition,
    private readonly models: ReadonlyMap<string, Model>,
  ) {
    const constants = [...definition.processes.values()].flatMap(({ container }) => container?.constants ?? []);
    this.fixed = new Set(constants);
  }

  mayWrite({ action, node, target }: Transition, variable: string): boolean {
    if (this.fixed.has(variable)) return false;
    if (action === 'complete' && this.drawnBy(node).has(variable)) return true;
    const isDone = action === 'complete' && !isSilent(node);
    const isFromOutside = action === 'trigger' || action === 'throw';
    if (!isDone && !isFromOutside) return false;
    if (isDone && node.type === 'businessRuleTask' && node.outputs.length === 0 && !isWork(node)) return false;
    const { data, writers } = (this.known ??= protectedIn(this.models.get('')));
    if (!data.has(variable)) return true;
    return [node, target].some((each) => each !== null && writers.get(each.key)?.has(variable) === true);
  }

  private drawnBy(node: GraphNode): ReadonlySet<string> {
    let drawn = this.drawn.get(node);
    if (drawn === undefined) this.drawn.set(node, (drawn = new Set(writtenBy(node))));
    return drawn;
  }
}

/** What the document protects, and what each activity may write of it. */
interface Protected {
  readonly data: ReadonlySet<string>;
  readonly writers: ReadonlyMap<string, ReadonlySet<string>>;
}

function protectedIn(model: Model | undefined): Protected {
  const writers = new Map<string, ReadonlySet<string>>();
  if (model === undefined) return { data: new Set(), writers };
  const { activities, protectedData } = readPolicy(model).policy;
  for (const [key, { writes }] of activities) if (writes.length > 0) writers.set(key, new Set(writes));
  return { data: new Set(protectedData.keys()), writers };
}

function isWork(node: GraphNode): boolean {
  return node.element.isWork?.(node) === true;
}

/** Nobody does it, and it brings nothing. */
function isSilent(node: GraphNode): boolean {
  if (node.outputs.length > 0) return false;
  if (node.type.endsWith('Gateway') || node.type === 'task' || node.type === 'manualTask') return true;
  if (node.type === 'subProcess') return node.inputs.length === 0;
  if (node.type === 'intermediateThrowEvent' || node.type === 'endEvent') return true;
  return node.event?.trigger?.kind === 'timer' || (node.type === 'startEvent' && node.event?.trigger === null);
}
