import {
  awaitingByKey,
  conversationsOf,
  EventNames,
  netOf,
  settledNet,
  type Definition,
  type Finding,
  type GraphNode,
  type Model,
  type Net,
  type PreparedWorld,
} from '@quanheng/engine';
import { Purse, type Budget } from './budget.js';
import { openChoices } from './choices.js';
import { isStuck, isTooLong, isUnheard, play, type Played } from './confirm.js';
import { conversationOf, conversationUnderReturns, nearestAfterReturn } from './conversation.js';
import { withData, withDataOfEach } from './choosing/data-net.js';
import { SOUNDNESS, soundnessOf, type Flaw, type Soundness, type SoundnessAnswer, type Verdict } from './soundness.js';
import {
  AFTER_RETURN,
  choiceText,
  flawText,
  keysText,
  NOTHING_DRAWN,
  returnUnknownText,
  unknownText,
  whyPossible,
} from './texts.js';
import { witnessOf } from './witness.js';

/** A compiled document, to be judged as a whole. */
export interface Drawn {
  readonly definition: Definition;
  /** The document and those it calls, by the prefix of their keys. */
  readonly models: ReadonlyMap<string, Model>;
}

export interface Proof {
  readonly sound: Verdict;
  readonly properties: Soundness;
  readonly states: number;
  readonly findings: readonly Finding[];
}

/**
 * Whether the processes of a document are sound, with a scenario for each way in which one is not; and whether the pools that they send messages to and
 * get them from are, and all of them together.
 */
export function prove(drawn: Drawn, budget: Budget, processes = [...drawn.definition.processes.values()]): Proof {
  const purse = new Purse(budget);
  const conversations = conversationsOf(executableOf(drawn)).filter((pools) =>
    pools.some((pool) => processes.includes(pool)),
  );
  const proofs = [...new Set([...processes, ...conversations.flat()])].map((process) =>
    ofProcess(process, drawn, purse),
  );
  const isEachSound = proofs.every(({ properties: each }) => SOUNDNESS.every((property) => each[property] === true));
  // What goes wrong in one pool is told of it; together they are asked when each is right.
  if (isEachSound) proofs.push(...conversations.map((pools) => ofConversation(pools, drawn, purse)));
  const nothing = nothingDrawn(drawn, processes);
  if (nothing.length > 0) proofs.push({ properties: UNPROVED.properties, findings: nothing });
  const choices = openChoices(drawn.definition).map(({ node, example }): Finding => {
    const certainty = example === null ? 'possible' : 'confirmed';
    return { ...finding(drawn, 'proof-no-way-on', node, choiceText(node, example)), certainty };
  });
  const properties = { ...NOTHING_WRONG };
  for (const { properties: each } of proofs) {
    for (const property of SOUNDNESS) properties[property] = both(properties[property], each[property]);
  }
  const sound = SOUNDNESS.reduce((all: Verdict, property) => both(all, properties[property]), true);
  return {
    sound,
    properties,
    states: purse.states,
    findings: [...proofs.flatMap((proof) => proof.findings), ...choices],
  };
}

/** What is said of a document that cannot be made ready to run. */
export const UNPROVED: Omit<Proof, 'findings'> = {
  sound: 'unknown',
  properties: {
    optionToComplete: 'unknown',
    properCompletion: 'unknown',
    noDeadActivities: 'unknown',
    safeness: 'unknown',
  },
  states: 0,
};

const NOTHING_WRONG: { -readonly [P in keyof Soundness]: Verdict } = {
  optionToComplete: true,
  properCompletion: true,
  noDeadActivities: true,
  safeness: true,
};

/** Where there is nothing to run, nothing goes wrong, and nothing is proved. A pool without a process beside others is a partner that is not drawn. */
function nothingDrawn(drawn: Drawn, processes: readonly GraphNode[]): Finding[] {
  const told = (elementId: string, line?: number): Finding => ({
    ...{ code: 'proof-nothing-drawn', severity: 'error', elementId, message: NOTHING_DRAWN },
    ...(line === undefined ? {} : { line }),
  });
  const model = drawn.models.get('');
  if (processes.length === 0) return [told(model?.id ?? '')];
  const empty = processes.filter(({ container }) => container === null || container.nodes.length === 0);
  const executable = executableOf(drawn);
  const wrong = empty.length === processes.length ? empty : empty.filter((process) => executable.includes(process));
  return wrong.map(({ id }) => told(id, model?.locations.get(id)?.line));
}

function both(one: Verdict, other: Verdict): Verdict {
  if (one === false || other === false) return false;
  return one === 'unknown' || other === 'unknown' ? 'unknown' : true;
}

function executableOf({ definition, models }: Drawn): readonly GraphNode[] {
  const drawn = models.get('')?.processes.filter(({ isExecutable }) => isExecutable) ?? [];
  return drawn.flatMap(({ id }) => definition.processes.get(id) ?? []);
}

/** Pools that send one another messages, of which each is sound by itself. */
function ofConversation(pools: readonly GraphNode[], drawn: Drawn, purse: Purse): Judged {
  const { definition, models } = drawn;
  const { net, gaps, ...answer } = conversationOf(pools, purse);
  const { properties, findings } = judged(answer, drawn, pools, net, purse);
  const isSound = SOUNDNESS.every((property) => properties[property] === true);
  if (isSound) {
    const keyed = byKey(pools, drawn);
    return {
      properties,
      findings: permitsReturns(definition) ? [...keyed, ...afterReturns(pools, drawn, purse)] : keyed,
    };
  }
  const isOpen = findings.some(({ certainty }) => certainty === 'possible');
  if (isOpen) {
    const split = conversationOf(pools, purse, {}, (each) => {
      const settled = settledNet(each);
      return withDataOfEach(pools, settled, definition, models) ?? settled;
    });
    const second = withShown(judged(split, drawn, pools, split.net, purse), { properties, findings });
    if (saysMore(second)) return second;
  }
  const isUnknown = SOUNDNESS.some((property) => properties[property] === 'unknown');
  const [first] = pools;
  if (isUnknown && findings.length === 0 && first !== undefined) {
    const { code, message } = unknownText(gaps, drawn.definition);
    findings.push(finding(drawn, code, first, message));
  }
  return { properties, findings };
}

/** Keys are data: pools are sound together if those that write to one another have the same. */
function byKey(pools: readonly GraphNode[], drawn: Drawn): Finding[] {
  const nodes = awaitingByKey(pools);
  const [first] = nodes;
  if (first === undefined) return [];
  return [{ ...finding(drawn, 'proof-assumes-keys', first, keysText(nodes)), severity: 'info' }];
}

/** Ways after a return that are played, at most. */
const PLAYED = 8;

/** What the engine was seen to wait for in vain after a return. Whoever returns work decides that then: it is told, and refuses nothing. */
function afterReturns(pools: readonly GraphNode[], drawn: Drawn, purse: Purse): Finding[] {
  let left = PLAYED;
  for (const nearest of nearestAfterReturn(pools, purse)) {
    const told = unheardIn(nearest.net, [nearest.flaw], drawn, pools, purse);
    if (told.length > 0) return told;
    if (--left === 0) break;
  }
  const { net, gaps, verdict, flaws } = conversationUnderReturns(pools, purse);
  const [first] = pools;
  if (verdict.optionToComplete === 'unknown' && first !== undefined)
    return [
      {
        ...finding(drawn, 'proof-return-unknown', first, returnUnknownText(gaps, drawn.definition)),
        severity: 'warning',
      },
    ];
  const unheard = flaws.filter(({ kind }) => kind === 'unheard');
  return unheardIn(net, unheard, drawn, pools, purse);
}

function unheardIn(
  net: Net,
  flaws: readonly Flaw[],
  drawn: Drawn,
  pools: readonly GraphNode[],
  purse: Purse,
): Finding[] {
  const findings = findingsOf(flaws, drawn, pools, net, purse);
  return findings.flatMap((told) =>
    told.certainty === 'confirmed'
      ? [{ ...told, code: 'proof-return-unheard', severity: 'warning', message: `${AFTER_RETURN}${told.message}` }]
      : [],
  );
}

function ofProcess(process: GraphNode, drawn: Drawn, purse: Purse): Judged {
  const { definition } = drawn;
  const net = netIn(drawn, process, 'none');
  if (isMisleading(net)) {
    const { code, message } = unknownText(net.gaps, definition);
    return { properties: UNPROVED.properties, findings: [finding(drawn, code, process, message)] };
  }
  const withReturns = permitsReturns(definition) ? (): Net => netIn(drawn, process, 'permitted') : null;
  const first = judged(soundnessOf(net, purse, withReturns), drawn, [process], net, purse);
  const open = first.findings.filter(({ certainty }) => certainty === 'possible');
  // That something never ends no order of steps prevents.
  const mayBeOrder = open.some(({ code }) => code !== `proof-${CODES.lost}`);
  const isRefused = first.findings.some(({ certainty }) => certainty === 'confirmed');
  const places = mayBeOrder ? (isRefused ? PLACES_IF_REFUSED : PLACES_IN_STEPS) : 0;
  const closer = open.length === 0 ? null : closerLook(net, drawn, purse, places);
  if (closer !== null) {
    const closerReturns = withReturns === null ? null : () => closerNet(withReturns(), drawn);
    const answer = soundnessOf(closer.net, closer.purse, closerReturns, { inSteps: true });
    const second = withShown(judged(answer, drawn, [process], closer.net, purse), first);
    if (saysMore(second)) return second;
  }
  const { properties: verdict, findings } = first;
  const isUnknown = SOUNDNESS.some((property) => verdict[property] === 'unknown');
  if (isUnknown && findings.length === 0) {
    const { code, message } = unknownText(net.gaps, definition);
    findings.push(finding(drawn, code, process, message));
  }
  return { properties: verdict, findings };
}

/** Places of a net in steps that knows nothing of data, and markings of it, at most: the reductions leave much of it, and nobody is to wait for it. */
export const PLACES_IN_STEPS = 250;
/** What is refused anyway is only told more exactly. */
const PLACES_IF_REFUSED = 120;
const STATES_IN_STEPS = 500;

/**
 * The net that is asked again about what the engine has not shown, and what that may cost; null: it would say no more, or is too large.
 * @param places of a net that knows nothing of data, at most
 */
export function closerLook(net: Net, drawn: Drawn, purse: Purse, places: number): { net: Net; purse: Purse } | null {
  if (withData(net, drawn.definition, drawn.models) !== null) return { net: closerNet(net, drawn), purse };
  if (net.places.length > places) return null;
  return { net: settledNet(net), purse: purse.part(STATES_IN_STEPS) };
}

/** What the engine has shown already need not be shown again. */
function withShown({ properties, findings }: Judged, before: Judged): Judged {
  const shown = new Map(
    before.findings.flatMap((each) => (each.certainty === 'confirmed' ? [[each.code, each] as const] : [])),
  );
  const told = findings.map((each) => (each.certainty === 'possible' ? (shown.get(each.code) ?? each) : each));
  return { properties, findings: told };
}

/** Everything is known, or it is wrong beyond doubt. */
function saysMore({ properties, findings }: Judged): boolean {
  return (
    SOUNDNESS.every((property) => properties[property] !== 'unknown') ||
    (findings.length > 0 && findings.every(({ certainty }) => certainty !== 'possible'))
  );
}

/** The order of the steps of the engine, or data, may prevent what was found: it is asked again of the net that has both. */
function closerNet(net: Net, { definition, models }: Drawn): Net {
  const settled = settledNet(net);
  return withData(settled, definition, models) ?? settled;
}

/** What the net has in place of such a gap is not what the engine does: whatever is found in it may be untrue. */
export function isMisleading({ gaps }: Net): boolean {
  return gaps.some(({ code }) => code === 'inclusive-join-not-matched' || code === 'net-too-large');
}

/** The net of a process. One that is not executed may leave conditions out, and then each flow of a gateway may be the one. */
export function netIn({ definition, models }: Drawn, { key, id }: GraphNode, returns: 'none' | 'permitted'): Net {
  const isDescribed = models.get('')?.processes.some((process) => process.id === id && !process.isExecutable);
  return netOf(definition, { process: key, returns, unconditional: isDescribed === true ? 'any' : 'first' });
}

interface Judged {
  readonly properties: Soundness;
  readonly findings: Finding[];
}

function judged(
  { verdict, flaws }: SoundnessAnswer,
  drawn: Drawn,
  pools: readonly GraphNode[],
  net: Net,
  purse: Purse,
): Judged {
  return { properties: verdict, findings: findingsOf(flaws, drawn, pools, net, purse) };
}

/** Faults of one kind that are played until one is shown, at most. */
const OTHERS = 3;

function findingsOf(
  flaws: readonly Flaw[],
  drawn: Drawn,
  pools: readonly GraphNode[],
  net: Net,
  purse: Purse,
): Finding[] {
  const [first] = pools;
  if (first === undefined) throw new Error('nothing is judged');
  const world = flaws.some(({ way }) => way.length > 0) ? worldOf(drawn, first) : null;
  const playing: Playing = { pools, net, world, known: new Map(), purse };
  return flaws.map((flaw) => {
    const told = flawFinding(flaw, drawn, first, playing);
    if (told.certainty !== 'possible' || flaw.others === undefined) return told;
    let left = OTHERS;
    for (const other of flaw.others()) {
      if (left-- === 0 || purse.isLate) break;
      const instead = flawFinding(other, drawn, first, playing);
      if (instead.certainty === 'confirmed') return instead;
    }
    return told;
  });
}

export function permitsReturns({ nodes }: Definition): boolean {
  return nodes.some(({ returnable }) => returnable);
}

/** The process in the world in which counterexamples are played. */
export function worldOf({ definition, models }: Drawn, process: GraphNode): PreparedWorld {
  return { definition, models, defaultProcess: process.id, names: new EventNames(definition, [...models.values()]) };
}

interface Playing {
  readonly pools: readonly GraphNode[];
  readonly net: Net;
  /** null: there is nothing to play. */
  readonly world: PreparedWorld | null;
  readonly known: Map<string, Played>;
  readonly purse: Purse;
}

function flawFinding(
  flaw: Flaw,
  drawn: Drawn,
  first: GraphNode,
  { pools, net, world, known, purse }: Playing,
): Finding {
  const [at = first] = flaw.at;
  const code = `proof-${CODES[flaw.kind]}`;
  const told = finding(drawn, code, at, flawText(flaw));
  if (flaw.way.length === 0 || world === null) return told;
  const isEnd = flaw.kind === 'stuck' || flaw.kind === 'unheard';
  const seenIn = (played: Played): ReadonlySet<GraphNode> => seen(flaw, played, world);
  const happens = (played: Played): boolean => seenIn(played).has(at);
  // The engine may show the same of another element: tokens that pass a gateway one after the other meet behind it.
  const instead = (played: Played): boolean => seenIn(played).size > 0;
  const showing = flaw.kind === 'lost' ? null : { world, known, isEnd, purse, happens, instead };
  const { scenario, isShown } = witnessOf(drawn, pools, flaw.way, net, showing);
  if (isShown) {
    const there = [...seenIn(play(world, scenario, known))];
    const [place = at] = there;
    if (there.includes(at)) return { ...told, certainty: 'confirmed', scenario };
    const text = flawText({ ...flaw, at: isEnd ? there : [place] });
    return { ...finding(drawn, code, place, text), certainty: 'confirmed', scenario };
  }
  const message = `${told.message}${whyPossible(flaw, isTooLong(scenario), purse.isLate)}`;
  return { ...told, message, certainty: 'possible', scenario };
}

const CODES = {
  stuck: 'stuck',
  lost: 'never-ends',
  doubled: 'two-tokens',
  endedTwice: 'ended-twice',
  dead: 'dead',
  unheard: 'waits-for-message',
};

/** Elements of which the engine has shown such a fault. */
function seen({ kind, at }: Flaw, played: Played, world: PreparedWorld): ReadonlySet<GraphNode> {
  if (kind === 'doubled') return played.met;
  if (kind === 'endedTwice') return played.endedTwice;
  const isSeen = kind === 'stuck' ? isStuck(played, world) : kind === 'unheard' && isUnheard(played, at, world);
  return new Set(isSeen ? world.definition.nodes.filter(({ id }) => played.waiting.includes(id)) : []);
}

/** Nothing was found out in time, which refuses as a fault does. */
export function lateFinding(drawn: Drawn, id: string): Finding {
  const { code, message } = unknownText([], drawn.definition);
  const process = drawn.definition.processes.get(id);
  if (process === undefined) return { code, severity: 'error', elementId: id, message };
  return finding(drawn, code, process, message);
}

/** Refuses publication; with its line where the document has one. */
export function finding({ models }: Drawn, code: string, { key, id }: GraphNode, message: string): Finding {
  const prefix = key.slice(0, key.length - id.length);
  const line = models.get(prefix)?.locations.get(id)?.line;
  return { code, severity: 'error', elementId: key, ...(line === undefined ? {} : { line }), message };
}
