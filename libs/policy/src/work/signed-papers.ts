import type { Definition, GraphNode } from '@quanheng/engine';
import { allPapersOf, type PolicyModel } from '../model/index.js';
import { begunBefore } from './begun-before.js';
import { insideOf } from './inside.js';
import type { Work } from './state.js';

const KNOWN = new WeakMap<PolicyModel, Map<string, readonly string[]>>();

/**
 * Papers (`qh:evidence`) that whoever acts in an activity has before them: those that it asks for, and those of the steps that lead to it in its document
 * before it is passed for the first time: what the next round of a loop brings behind it would take away what was signed in this one.
 * Those that one of its own acts brings, such as the ballots of a vote, are there when it has ended (`papersOfActs`). Names in order.
 */
export function papersBefore(graph: Definition, model: PolicyModel, activity: string): readonly string[] {
  let known = KNOWN.get(model);
  if (known === undefined) KNOWN.set(model, (known = new Map<string, readonly string[]>()));
  let found = known.get(activity);
  if (found === undefined) known.set(activity, (found = find(graph, model, activity)));
  return found;
}

function find(graph: Definition, { activities }: PolicyModel, activity: string): readonly string[] {
  const asks = [...activities.values()].some((each) => allPapersOf(each).length > 0);
  const node = graph.nodesByKey.get(activity);
  if (!asks || node === undefined) return [];
  const first = new Set([...begunBefore(node, graph)].map(({ key }) => key));
  const leading = [...leadingTo(node, graph)].flatMap(({ index }) => insideOf(graph, index));
  const keys = new Set([activity, ...leading.filter((key) => first.has(key))]);
  return [
    ...new Set(
      [...keys].flatMap((key) => {
        const drawn = activities.get(key);
        if (drawn === undefined) return [];
        return (key === activity ? drawn.evidence : allPapersOf(drawn)).map(({ name }) => name);
      }),
    ),
  ].toSorted();
}

/** Those that the acts of the activity ask for by themselves. */
export function papersOfActs({ activities }: PolicyModel, activity: string): readonly string[] {
  const acts = activities.get(activity)?.control?.acts ?? [];
  return acts.flatMap(({ evidence }) => evidence.map(({ name }) => name));
}

/** Whether a token comes from the one activity to the other. */
export function leadsTo(graph: Definition, from: string, to: string): boolean {
  const node = graph.nodesByKey.get(to);
  return node !== undefined && [...leadingTo(node, graph)].some(({ index }) => insideOf(graph, index).includes(from));
}

/** From which a token comes to the node, whatever it is drawn inside. */
function leadingTo(node: GraphNode, { nodes }: Definition): ReadonlySet<GraphNode> {
  const found = new Set<GraphNode>();
  const open: GraphNode[] = [];
  for (let each: GraphNode | null = node; each !== null; each = each.parent) open.push(each);
  for (let each = open.pop(); each !== undefined; each = open.pop()) {
    const host = each.event?.attachedTo ?? null;
    const linked = nodes.filter(({ event }) => event?.trigger?.kind === 'link' && event.trigger.target === each);
    for (const before of [...each.incoming.map(({ source }) => source), ...(host === null ? [] : [host]), ...linked]) {
      if (found.has(before)) continue;
      found.add(before);
      open.push(before);
    }
  }
  return found;
}

/** Of those, the ones that are there. */
export function attachedOf(names: readonly string[], { counted }: Work): readonly string[] {
  return names.filter((name) => (counted?.papers[name] ?? []).length > 0);
}

/** Their newest versions in one text. */
export function papersText(names: readonly string[], { counted }: Work): string {
  return JSON.stringify(names.map((name) => [name, counted?.papers[name]?.at(-1)?.digest ?? null]));
}
