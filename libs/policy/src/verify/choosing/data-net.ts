import {
  isCommand,
  processOf,
  type Definition,
  type Flow,
  type GraphNode,
  type Model,
  type Net,
  type Place,
  type Transition,
} from '@quanheng/engine';
import type { Values } from '../samples.js';
import { openFlows } from '../choices.js';
import { cellsOf, type Cells } from './cells.js';
import { writingOf, type Writing } from './writing.js';

/** What a transition of a net with data says of them: what they were when they were last written, that they are written anew, or what is decided. */
export type DataDeed =
  | { readonly kind: 'held' | 'decided'; readonly values: Values }
  | { readonly kind: 'written'; readonly variables: readonly string[] };

const DEEDS = new WeakMap<Transition, DataDeed>();

export function dataDeedOf(transition: Transition): DataDeed | undefined {
  return DEEDS.get(transition);
}

/** Groups of variables, and transitions that may be made for them all, at most: beyond, data stay left out. */
const GROUPS = 16;
const TRANSITIONS = 50_000;

/**
 * The net in which gateways choose by data (of one in which commands wait until all else is done: `settledNet`), as far as their conditions can be judged: data are of one kind at a time, or not looked at since they were
 * last written. null: nothing is known of data. Protected data change only where the drawing says so, thresholds never, anything else whenever work is done
 * or something comes from outside.
 */
export function withData(net: Net, definition: Definition, models: ReadonlyMap<string, Model>): Net | null {
  const cells = cellsOf(definition);
  if (cells.length === 0 || cells.length > GROUPS || cells.length * net.transitions.length > TRANSITIONS) return null;
  const writing = writingOf(definition, models);
  return cells.reduce((split, each) => withCells(split, each, writing, null), net);
}

/** The same for the net of a conversation: each of its pools has data of its own. */
export function withDataOfEach(
  pools: readonly GraphNode[],
  net: Net,
  definition: Definition,
  models: ReadonlyMap<string, Model>,
): Net | null {
  const own = pools.map((pool) => {
    const isOwn = (transition: Transition): boolean => poolOf(transition, definition) === pool;
    return { isOwn, cells: cellsOf({ nodes: definition.nodes.filter((node) => processOf(node) === pool) }) };
  });
  const count = own.reduce((sum, { cells }) => sum + cells.length, 0);
  if (count === 0 || count > GROUPS || count * net.transitions.length > TRANSITIONS) return null;
  const writing = writingOf(definition, models);
  return own.reduce(
    (whole, { isOwn, cells }) => cells.reduce((split, each) => withCells(split, each, writing, isOwn), whole),
    net,
  );
}

/** Whose instance does it: what is called is done in that of the caller. */
export function poolOf({ node, path }: Transition, { nodesByKey }: Definition): GraphNode {
  const [outermost] = path;
  const at = outermost === undefined ? undefined : nodesByKey.get(outermost.replace(/#\d+$/, ''));
  return processOf(at ?? node);
}

/** @param isOwn the transitions of the pool whose data they are, of which one instance may follow another; null: all are of the one process of the net */
function withCells(net: Net, cells: Cells, writing: Writing, isOwn: ((transition: Transition) => boolean) | null): Net {
  const places = [...net.places];
  const place = (detail: string): number => {
    const index = places.length;
    const made: Place = { index, kind: 'token', role: 'choice', node: null, detail, path: [] };
    places.push(made);
    return index;
  };
  const open = place('data');
  const kinds = cells.kinds.map((_, kind) => place(`data ${kind}`));
  const all = [open, ...kinds];
  const deciding = decisionsOf(net, cells);
  const gateways = [...cells.taken.keys()].filter(({ type }) => type.endsWith('Gateway'));
  const here = new Map(gateways.map((each) => [each, openOf(each, net)]));
  const data = { open, kinds, all, before: isOwn === null ? NONE : all, deciding, here };
  const transitions: Transition[] = [];
  const further: Transition[] = [];
  for (const transition of net.transitions) {
    const isOther = isOwn !== null && !isOwn(transition);
    const [first, ...others] = isOther ? [transition] : split(transition, cells, data, writing);
    if (first !== undefined) transitions.push(first);
    further.push(...others);
  }
  const [reader] = cells.taken.keys();
  if (reader !== undefined) {
    for (const [kind, values] of cells.kinds.entries()) {
      // Who decides has not stopped.
      const empty = [...deciding].flatMap(([at, { source }]) =>
        cells.stopping.get(source)?.includes(kind) ? [at] : [],
      );
      const chosen: Transition = { ...INTERNAL, node: reader, consume: [open], empty, produce: [kinds[kind] ?? open] };
      further.push(marked(chosen, { kind: 'held', values }));
    }
  }
  for (const each of further) transitions.push(changed(each, { index: transitions.length }));
  return { ...net, places, transitions };
}

const INTERNAL: Omit<Transition, 'node' | 'consume' | 'produce'> = {
  ...{ index: 0, action: 'internal', path: [], outcome: null, taken: [], target: null },
  ...{ read: [], some: null, empty: [], clear: [] },
};

interface DataPlaces {
  readonly open: number;
  readonly kinds: readonly number[];
  readonly all: readonly number[];
  /** What an instance before may have left. */
  readonly before: readonly number[];
  /** By place where a node that takes all that match is deciding about a flow: that flow. It decides about all of them at once, so that nothing is written meanwhile. */
  readonly deciding: ReadonlyMap<number, Flow>;
  /** By gateway that chooses: where a token is that has come there, and is decided about at once. */
  readonly here: ReadonlyMap<GraphNode, readonly number[]>;
}

function decisionsOf({ places }: Net, { taken }: Cells): ReadonlyMap<number, Flow> {
  const found = new Map<number, Flow>();
  for (const { index, role, node, detail, path } of places) {
    if (role !== 'choice' || node === null || path.length > 0 || !taken.has(node)) continue;
    const flow = openFlows(node)[Number.parseInt(detail ?? '', 10) - 1];
    if (flow !== undefined) found.set(index, flow);
  }
  return found;
}

/** Where a token is in the gateway. */
function openOf(chooser: GraphNode, { places }: Net): readonly number[] {
  return places.flatMap(({ index, role, node, path }) =>
    role === 'open' && node === chooser && path.length === 0 ? [index] : [],
  );
}

const NONE: readonly never[] = [];

/** What becomes of a transition: the same, with data; one for each kind where it decides. */
function split(transition: Transition, cells: Cells, data: DataPlaces, writing: Writing): readonly Transition[] {
  const { action, node, produce, clear, consume, path } = transition;
  const { open, kinds, before, deciding } = data;
  const placesOf = (of: readonly number[]): readonly number[] => of.flatMap((kind) => kinds[kind] ?? []);
  if (action === 'start') return [changed(transition, { clear: [...clear, ...before], produce: [...produce, open] })];
  const decision = action === 'internal' ? deciding.get(consume[0] ?? -1) : undefined;
  if (decision !== undefined) {
    const taking = cells.taken.get(node)?.get(decision.key) ?? [];
    const isTaken = transition.taken.includes(decision.key);
    return [
      changed(transition, { some: placesOf([...kinds.keys()].filter((kind) => taking.includes(kind) === isTaken)) }),
    ];
  }
  const mayWrite = cells.variables.some((variable) => writing.mayWrite(transition, variable));
  const isChoice = action === 'complete' && path.length === 0;
  const choices = isChoice && transition.some === null ? cells.taken.get(node) : undefined;
  if (choices !== undefined && node.type === 'exclusiveGateway') {
    const [flow] = transition.taken;
    const chosen = changed(transition, { some: placesOf(choices.get(flow ?? '') ?? []) });
    return flow === node.outgoing[0]?.key ? [chosen, ...corrected(transition, cells, data)] : [chosen];
  }
  const stopping = choices === undefined ? undefined : (cells.stopping.get(node) ?? []);
  if (stopping !== undefined && !mayWrite) {
    const taking = [...kinds.keys()].filter((kind) => !stopping.includes(kind));
    return [changed(transition, { some: placesOf(taking) }), ...corrected(transition, cells, data)];
  }
  const empty = undecided(transition, data);
  const decided = isChoice ? cells.decided.get(node) : undefined;
  if (decided !== undefined) {
    return decided.map(({ kind: after, result, answer }, kind) =>
      marked(
        changed(transition, {
          consume: [...consume, kinds[kind] ?? open],
          empty,
          produce: [...produce, kinds[after] ?? open],
        }),
        { kind: 'decided', values: { [result]: answer } },
      ),
    );
  }
  return mayWrite ? writes(transition, stopping ?? [], cells, data) : [transition];
}

/** It writes when it is done, and before that what stops, and each round of a loop. */
function writes(
  transition: Transition,
  stopping: readonly number[],
  cells: Cells,
  data: DataPlaces,
): readonly Transition[] {
  const { action, node, path, consume, produce, clear } = transition;
  const { open, kinds, all } = data;
  const empty = undecided(transition, data);
  const written: DataDeed = { kind: 'written', variables: cells.variables };
  const done = (asked: Partial<Transition>): Transition =>
    marked(changed(transition, { empty, clear: [...clear, ...all], produce: [...produce, open], ...asked }), written);
  const read = [...consume, ...transition.read];
  const still = { ...INTERNAL, node, path, consume: NONE, read, empty, clear: all };
  const stopped = stopping.map((kind) => marked({ ...still, produce: [kinds[kind] ?? open] }, written));
  const isRepeated = action === 'complete' && node.activity?.loop != null;
  return [
    ...(isCommand(transition) ? whenAllWaits(done, transition, cells, data) : [done({})]),
    ...stopped,
    ...(stopped.length > 0 ? corrected(transition, cells, data) : []),
    ...(isRepeated ? [marked({ ...still, produce: [open] }, written)] : []),
  ];
}

/** What has come to a gateway has been decided about before, unless it has stopped there. */
function whenAllWaits(
  done: (asked: Partial<Transition>) => Transition,
  transition: Transition,
  { stopping }: Cells,
  data: DataPlaces,
): readonly Transition[] {
  const { kinds, all, here } = data;
  const empty = undecided(transition, data);
  const without = (gateways: readonly GraphNode[]): readonly number[] =>
    ascending(new Set([...empty, ...gateways.flatMap((each) => here.get(each) ?? NONE)]));
  const gateways = [...here.keys()];
  const stopped = kinds.flatMap((place, kind) => {
    const left = gateways.filter((each) => stopping.get(each)?.includes(kind) !== true);
    if (left.length === gateways.length) return [];
    const clear = [...transition.clear, ...all.filter((each) => each !== place)];
    return [done({ consume: [...transition.consume, place], empty: without(left), clear })];
  });
  return [done({ empty: without(gateways) }), ...stopped];
}

function ascending(numbers: Iterable<number>): readonly number[] {
  return [...numbers].sort((one, other) => one - other);
}

/** Where it stops, somebody corrects the data: they may be anything then. */
function corrected(transition: Transition, { stopping, variables }: Cells, data: DataPlaces): readonly Transition[] {
  const { node, consume: read } = transition;
  const { open, kinds } = data;
  const empty = undecided(transition, data);
  return (stopping.get(node) ?? []).map((kind) => {
    const mended = { ...INTERNAL, node, read, consume: [kinds[kind] ?? open], empty, produce: [open] };
    return marked(mended, { kind: 'written', variables });
  });
}

/** What has to be empty for data to be written: nobody is deciding. */
function undecided({ empty }: Transition, { deciding }: DataPlaces): readonly number[] {
  return deciding.size === 0 ? empty : ascending(new Set([...empty, ...deciding.keys()]));
}

function marked(transition: Transition, deed: DataDeed): Transition {
  DEEDS.set(transition, deed);
  return transition;
}

/** Returns make their lists when they are asked, so that they cannot be copied by spreading. */
function changed(transition: Transition, change: Partial<Transition>): Transition {
  const properties = Object.entries(change).map(([name, value]) => [name, { value, enumerable: true }] as const);
  const made = Object.create(transition, Object.fromEntries(properties)) as Transition;
  const deed = DEEDS.get(transition);
  return deed === undefined ? made : marked(made, deed);
}
