import type { Definition, GraphNode } from '@quanheng/engine';
import { Domains } from '../domains.js';
import { domainsOf, type Sample, truthOf, type Values } from '../samples.js';
import { choosersOf, decidersOf, type Chooser, type Decider } from './readers.js';

/** Variables that are asked about together, and the kinds of data that what is asked tells apart. Whoever chooses is a gateway, an activity or an event. */
export interface Cells {
  readonly variables: readonly string[];
  /** One example of each kind. */
  readonly kinds: readonly Values[];
  /** By who chooses and key of a flow: the kinds with which it is taken. */
  readonly taken: ReadonlyMap<GraphNode, ReadonlyMap<string, readonly number[]>>;
  /** By who chooses: the kinds with which it stops and waits for data to be corrected. */
  readonly stopping: ReadonlyMap<GraphNode, readonly number[]>;
  /** By business rule task: what each kind becomes. */
  readonly decided: ReadonlyMap<GraphNode, readonly Decided[]>;
}

export interface Decided {
  readonly kind: number;
  readonly result: string;
  readonly answer: Sample | null;
}

/** Combinations of values, and kinds of them, at most: beyond, data stay left out. */
const COMBINATIONS = 2048;
const KINDS = 24;
/** Something that is of no type that is asked for. */
const FOREIGN = { number: '其他', other: -1 } as const;
const NOW = { at: 0, zone: '+00:00' };

/** The data that gateways of a definition, or of some nodes of it, ask for, cut at the constants of their conditions and of the tables behind them. */
export function cellsOf(definition: Pick<Definition, 'nodes'>): readonly Cells[] {
  const choosers = choosersOf(definition);
  const read = new Set(choosers.flatMap(({ variables }) => [...variables]));
  const deciders = decidersOf(definition).filter(({ result }) => read.has(result));
  const groups = new Groups();
  for (const { variables } of choosers) groups.join([...variables]);
  for (const { result, tests } of deciders) groups.join([result, ...tests.flatMap(variablesOf)]);
  const constant = choosers.filter(({ variables }) => variables.size === 0);
  const ofConstants = constant.length === 0 ? null : cut([], constant, []);
  for (const chooser of choosers) {
    const [name] = chooser.variables;
    if (name !== undefined) groups.of(name)?.choosers.push(chooser);
  }
  for (const decider of deciders) groups.of(decider.result)?.deciders.push(decider);
  const ofVariables = groups.all().flatMap(({ names, choosers: own, deciders: deciding }) => {
    // What is asked once alone may be answered as it pleases; who takes all that match asks once for each flow.
    const asked = own.reduce((sum, { takesAll, flows }) => sum + (takesAll ? flows.length : 1), deciding.length);
    return asked < 2 ? [] : (cut([...names], own, deciding) ?? []);
  });
  return ofConstants === null ? ofVariables : [ofConstants, ...ofVariables];
}

function variablesOf(test: string): readonly string[] {
  return [...(domainsOf(test)?.names ?? [])];
}

function cut(names: readonly string[], choosers: readonly Chooser[], deciders: readonly Decider[]): Cells | null {
  const domains = new Domains();
  const sources = [
    ...choosers.flatMap(({ flows }) => flows.map(({ condition }) => condition.source)),
    ...deciders.flatMap(({ tests }) => tests),
  ];
  for (const source of sources) {
    const asked = domainsOf(source);
    if (asked === null) return null;
    domains.include(asked);
  }
  // What one table answers may be what another one asks.
  for (const decider of deciders) {
    const inputs = assignments(domains, [...new Set(decider.tests.flatMap(variablesOf))]);
    if (inputs === null) return null;
    for (const input of inputs) {
      const answer = answerOf(decider, input);
      if (answer === undefined) return null;
      if (answer !== null) domains.add(decider.result, [answer]);
    }
  }
  const all = assignments(domains, names);
  return all === null ? null : sorted(names, all, choosers, deciders);
}

/** Kinds: assignments with which the gateways do the same, also after any of the decisions. */
function sorted(
  variables: readonly string[],
  all: readonly Values[],
  choosers: readonly Chooser[],
  deciders: readonly Decider[],
): Cells | null {
  const numbers = new Map(all.map((values, index) => [nameOf(variables, values), index]));
  const takes = choosers.map((chooser) => all.map((values) => takenBy(chooser, values)));
  const after = deciders.map((decider) =>
    all.map((values) => {
      const answer = answerOf(decider, values);
      return answer === undefined
        ? -1
        : (numbers.get(nameOf(variables, { ...values, [decider.result]: answer })) ?? -1);
    }),
  );
  if (after.some((list) => list.includes(-1))) return null;
  let kinds = numbered(all.map((_, index) => JSON.stringify(takes.map((list) => list[index]))));
  for (;;) {
    const finer = numbered(
      all.map((_, index) => [kinds.of[index], ...after.map((list) => kinds.of[list[index] ?? 0])].join(' ')),
    );
    if (finer.count === kinds.count) break;
    kinds = finer;
    if (kinds.count > KINDS) return null;
  }
  if (kinds.count > KINDS) return null;
  const examples = new Set(Array.from({ length: kinds.count }, (_, kind) => kinds.of.indexOf(kind)));
  const ofKind = <T>(list: readonly T[]): T[] => list.filter((_, index) => examples.has(index));
  return {
    variables,
    kinds: ofKind(all),
    taken: new Map(
      choosers.map(({ node }, at) => {
        const list = ofKind(takes[at] ?? []);
        return [node, new Map(node.outgoing.map(({ key }) => [key, kindsOf(list, (taken) => taken.includes(key))]))];
      }),
    ),
    stopping: new Map(
      choosers.map(({ node }, at) => [node, kindsOf(ofKind(takes[at] ?? []), ({ length }) => length === 0)]),
    ),
    decided: new Map(
      deciders.map((decider, at) => {
        const becomes = ofKind(after[at] ?? []).map((index, kind): Decided => {
          const answer = answerOf(decider, ofKind(all)[kind] ?? {}) ?? null;
          return { kind: kinds.of[index] ?? 0, result: decider.result, answer };
        });
        return [decider.node, becomes];
      }),
    ),
  };
}

/** Keys of the flows that are taken because of what is asked; none: the gateway stops. */
function takenBy({ node, takesAll, isSure, flows }: Chooser, values: Values): readonly string[] {
  const taken: string[] = [];
  for (const { flow, condition } of flows) {
    const truth = truthOf(condition, values);
    if (truth === null) return [];
    if (truth) taken.push(flow.key);
    if (truth && !takesAll) return taken;
  }
  if (taken.length > 0) return taken;
  if (isSure) return [SURE];
  return node.defaultFlow === null ? [] : [node.defaultFlow.key];
}

/** Stands for the flows that are taken whatever is asked. */
const SURE = '';

function kindsOf(list: readonly (readonly string[])[], fits: (taken: readonly string[]) => boolean): number[] {
  return list.flatMap((each, kind) => (fits(each) ? [kind] : []));
}

/** undefined: something that no condition is compared with. */
function answerOf({ decision }: Decider, values: Values): Sample | null | undefined {
  const answer = decision.evaluate({ ...values }, NOW);
  const isPlain =
    answer === null || typeof answer === 'string' || typeof answer === 'boolean' || typeof answer === 'number';
  return isPlain ? answer : undefined;
}

/** Every combination; null: too many. */
function assignments(domains: Domains, names: readonly string[]): readonly Values[] | null {
  let all: Values[] = [{}];
  for (const name of names) {
    const samples = domains.samplesOf(name);
    if (samples.length === 0) return null;
    const foreign = samples.some((each) => typeof each === 'number') ? FOREIGN.number : FOREIGN.other;
    const choices = [...samples, null, foreign];
    if (all.length * choices.length > COMBINATIONS) return null;
    all = all.flatMap((values) => choices.map((value) => ({ ...values, [name]: value })));
  }
  return all;
}

function nameOf(variables: readonly string[], values: Values): string {
  return JSON.stringify(variables.map((name) => values[name] ?? null));
}

function numbered(names: readonly string[]): { readonly of: readonly number[]; readonly count: number } {
  const numbers = new Map<string, number>();
  const of = names.map((name) => {
    const number = numbers.get(name) ?? numbers.size;
    numbers.set(name, number);
    return number;
  });
  return { of, count: numbers.size };
}

/** Names that belong together, and who asks for them or answers with them. */
interface Group {
  readonly names: Set<string>;
  readonly choosers: Chooser[];
  readonly deciders: Decider[];
}

class Groups {
  private readonly groups = new Map<string, Group>();

  join(names: readonly string[]): void {
    const joined: Group = { names: new Set(names), choosers: [], deciders: [] };
    for (const name of names) for (const other of this.groups.get(name)?.names ?? []) joined.names.add(other);
    for (const name of joined.names) this.groups.set(name, joined);
  }

  of(name: string): Group | undefined {
    return this.groups.get(name);
  }

  all(): readonly Group[] {
    return [...new Set(this.groups.values())];
  }
}
