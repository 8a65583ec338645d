import type { Flow, GraphNode } from '@quanheng/engine';
import type { Candidate } from './candidates.js';
import type { WorkStep } from './work-steps.js';

/** A step as it is done after certain choices: whoever does it is chosen knowing them, and no others. */
export interface Copy {
  readonly id: string;
  readonly step: WorkStep;
  /** Who has done it; absent: it is still to be done. */
  readonly doer?: Candidate;
  /** Somebody else has done it again since. */
  readonly isSuperseded?: boolean;
}
/** What is done in one run together. */
export type Way = readonly Copy[];

/** All steps at once, as if no choice excluded another: people who can do that can do every run. */
export function everythingAtOnce(steps: readonly WorkStep[]): Way {
  return steps.map((step) => ({ id: step.id, step }));
}

/** Ways through one process that are told apart; of more, nothing is said. */
const MAX_WAYS = 500;

/**
 * The runs through a process, told apart by the choices of gateways, outcomes and boundary events, each loop taken once. A step that is done before a choice is the
 * same copy on both sides of it, one behind it is another: so a plan over all ways never depends on what is not yet known (Crampton, Gutin, Watrigant 2019, §4).
 * @returns null where there are too many
 */
export function waysThrough(process: GraphNode, steps: readonly WorkStep[]): readonly Way[] | null {
  return told(new Walk().through(process, NONE, new Map()), steps);
}

/** The same for what comes from nodes of the process that are open, which are done too. */
export function waysFrom(open: readonly GraphNode[], steps: readonly WorkStep[]): readonly Way[] | null {
  const pending = open.map((node) => ({ node, choices: NONE }));
  return told(new Walk().run({ visited: new Map(), choices: NONE }, pending), steps);
}

function told(runs: readonly Run[] | null, steps: readonly WorkStep[]): readonly Way[] | null {
  if (runs === null) return null;
  const byActivity = new Map<string, WorkStep[]>();
  for (const step of steps) byActivity.set(step.activity, [...(byActivity.get(step.activity) ?? []), step]);
  const words = new Map<Choices, string>();
  const wordOf = (choices: Choices): string => {
    let word = words.get(choices);
    if (word === undefined) words.set(choices, (word = [...choices].sort().join('&')));
    return word;
  };
  return runs.map(({ visited }) =>
    [...visited].flatMap(([node, choices]) => {
      const word = wordOf(choices);
      return (byActivity.get(node.key) ?? []).map((step) => ({
        id: word === '' ? step.id : `${step.id}?${word}`,
        step,
      }));
    }),
  );
}

/** States of a walk that is only asked what is done together, at most. */
const MAX_STATES = 20_000;

/**
 * Which of these steps are done in one run together, each set of them once, whatever else the runs do: choices between them are not told apart, so a step is one copy in all
 * runs.
 * @param copies of those steps, one each
 * @returns null where there are too many
 */
export function runsOf(process: GraphNode, copies: Way): readonly Way[] | null {
  const told = new Set(copies.map(({ step }) => step.activity));
  const runs = new Walk(told).through(process, NONE, new Map());
  if (runs === null) return null;
  const found = new Map<string, Way>();
  for (const { visited } of runs) {
    const way = [...visited.keys()].flatMap(({ key }) => copies.filter(({ step }) => step.activity === key));
    const name = way.map(({ id }) => id).sort();
    found.set(name.join('\n'), way);
  }
  return [...found.values()];
}

type Choices = ReadonlySet<string>;
const NONE: Choices = new Set();

/** One run so far: each node with the choices that led to it. Grows where it does not fork. */
interface Run {
  readonly visited: Map<GraphNode, Choices>;
  /** Everything that was chosen before its end. */
  readonly choices: Choices;
}
interface Arrival {
  readonly node: GraphNode;
  readonly choices: Choices;
}

class Walk {
  private readonly around: GraphNode['container'][] = [];
  private readonly aheads = new Map<GraphNode, ReadonlySet<GraphNode>>();
  private states = 0;

  /** @param told activities of which alone it matters whether they are done together; null: choices are told apart */
  constructor(private readonly told: ReadonlySet<string> | null = null) {}

  /** Every run through what is inside a node. */
  through(node: GraphNode, choices: Choices, visited: Map<GraphNode, Choices>): readonly Run[] | null {
    const { container } = node;
    if (container === null || this.around.includes(container)) return [{ visited, choices }];
    this.around.push(container);
    const begin = [...container.startEvents, ...container.implicitStarts];
    const beside = container.eventSubProcessStarts.flatMap(({ parent }) => (parent === null ? [] : [parent]));
    // One of several start events begins; events beside the flow may all happen.
    const starts = begin.length === 0 ? [[]] : container.startEvents.length > 1 ? begin.map((each) => [each]) : [begin];
    const found: Run[] = [];
    for (const [turn, start] of starts.entries()) {
      const isTold = starts.length > 1 && this.told === null;
      const own = isTold ? with_(choices, start.map(({ key }) => key).join()) : choices;
      const pending = [...start, ...new Set(beside)].map((each) => ({ node: each, choices: own }));
      const runs = this.run({ visited: ownOf(visited, turn === starts.length - 1), choices: own }, pending);
      if (runs === null) return null;
      found.push(...runs);
      if (found.length > MAX_WAYS) return null;
    }
    this.around.pop();
    return found;
  }

  run(begun: Run, begin: readonly Arrival[]): readonly Run[] | null {
    const open: { run: Run; pending: readonly Arrival[] }[] = [{ run: begun, pending: begin }];
    const done: Run[] = [];
    const seen = new Set<string>();
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      const { run, pending } = next;
      if (this.told !== null) {
        // What comes of two states that are alike in this is alike.
        const state = this.stateOf(run.visited, pending);
        if (seen.has(state)) continue;
        seen.add(state);
        if (++this.states > MAX_STATES) return null;
      }
      const turn = nextOf(pending);
      if (turn === undefined) {
        done.push(run);
        continue;
      }
      const { node, choices } = turn.arrival;
      // A way back is not taken again.
      if (run.visited.has(node)) {
        open.push({ run, pending: turn.rest });
        continue;
      }
      const inner = this.through(node, choices, run.visited.set(node, choices));
      if (inner === null) return null;
      const alternatives = alternativesOf(node);
      for (const each of inner) {
        const after = each.choices.size > choices.size ? each.choices : choices;
        for (const [at, { by, nodes }] of alternatives.entries()) {
          const known = by === null || this.told !== null ? after : with_(after, by);
          open.push({
            run: { visited: ownOf(each.visited, at === alternatives.length - 1), choices: union(run.choices, known) },
            pending: [...turn.rest, ...nodes.map((target) => ({ node: target, choices: known }))],
          });
        }
      }
      if (open.length + done.length > MAX_WAYS) return null;
    }
    return done;
  }

  /** What is still to come, what of it was done already, and what is told. Nodes of called processes may come again wherever they are called. */
  private stateOf(visited: ReadonlyMap<GraphNode, Choices>, pending: readonly Arrival[]): string {
    const matters = (node: GraphNode): boolean =>
      this.told?.has(node.key) === true ||
      node.key !== node.id ||
      pending.some((arrival) => this.ahead(arrival.node).has(node));
    const met = [...visited.keys()].filter(matters).map(({ key }) => key);
    const open = pending.map(({ node }) => node.key);
    return `${open.sort().join(' ')}\n${met.sort().join(' ')}`;
  }

  /** What a token at the node can come to, in its container and in what that contains. */
  private ahead(node: GraphNode): ReadonlySet<GraphNode> {
    const known = this.aheads.get(node);
    if (known !== undefined) return known;
    const found = new Set<GraphNode>();
    const open = [node];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (found.has(next)) continue;
      found.add(next);
      for (const { nodes } of alternativesOf(next)) open.push(...nodes);
      open.push(...(next.container?.nodes ?? []));
    }
    this.aheads.set(node, found);
    return found;
  }
}

/** What one of several ways on is to change: the last takes what there is, the others a copy. */
function ownOf(visited: Map<GraphNode, Choices>, isLast: boolean): Map<GraphNode, Choices> {
  return isLast ? visited : new Map(visited);
}

/** A parallel join waits for everything else; what arrives at one node by several flows arrives once, knowing the choices of all. */
function nextOf(pending: readonly Arrival[]): { arrival: Arrival; rest: readonly Arrival[] } | undefined {
  const ready =
    pending.find(({ node }) => node.type !== 'parallelGateway' && node.type !== 'inclusiveGateway') ?? pending[0];
  if (ready === undefined) return undefined;
  const same = pending.filter(({ node }) => node === ready.node);
  const choices = same.reduce((known, each) => union(known, each.choices), NONE);
  return { arrival: { node: ready.node, choices }, rest: pending.filter(({ node }) => node !== ready.node) };
}

interface Alternative {
  /** The choice, where there is one. */
  readonly by: string | null;
  readonly nodes: readonly GraphNode[];
}

/** What may come behind a node. */
function alternativesOf(node: GraphNode): readonly Alternative[] {
  const { outgoing, type, activity, event } = node;
  const beside = (activity?.boundaryEvents ?? []).filter((each) => each.event?.interrupting === false);
  const instead = (activity?.boundaryEvents ?? []).filter((each) => each.event?.interrupting === true);
  const link = event?.trigger?.kind === 'link' && event.trigger.target !== null ? [event.trigger.target] : [];
  const groups = groupsOf(node, outgoing);
  const regular = groups.map((flows) => [...flows.map(({ target }) => target), ...link, ...beside]);
  const all = [
    ...(regular.length === 0 ? [[...link, ...beside]] : regular),
    ...instead.map((each) => [each, ...beside]),
  ];
  if (all.length === 1) return [{ by: null, nodes: all[0] ?? [] }];
  const isGate = type !== 'inclusiveGateway';
  return all.map((nodes, at) => ({ by: isGate ? `${node.key}=${at + 1}` : null, nodes }));
}

/** Flows that are taken together; of several groups one. */
function groupsOf({ type, takesAllFlows }: GraphNode, outgoing: readonly Flow[]): readonly (readonly Flow[])[] {
  if (outgoing.length === 0) return [];
  if (type === 'exclusiveGateway' || type === 'eventBasedGateway') return outgoing.map((flow) => [flow]);
  if (takesAllFlows || type === 'parallelGateway' || type === 'inclusiveGateway') return [outgoing];
  const outcomes = new Set(outgoing.map(({ outcome }) => outcome));
  if (outcomes.size === 1 && outcomes.has(null)) return [outgoing];
  const always = outgoing.filter(({ outcome }) => outcome === null);
  return [...outcomes]
    .filter((outcome) => outcome !== null)
    .map((outcome) => [...outgoing.filter((flow) => flow.outcome === outcome), ...always]);
}

function with_(choices: Choices, choice: string): Choices {
  return new Set([...choices, choice]);
}

function union(one: Choices, other: Choices): Choices {
  if (one.size === 0) return other;
  return other.size === 0 ? one : new Set([...one, ...other]);
}
