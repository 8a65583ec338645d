import { eventFromJson, type EventJson } from '@quanheng/engine';
import { decodeEntry, readContent } from '@quanheng/ledger';
import type { ContentRow, EntryRow, Queries, TrailRecord } from './ports/index.js';

/** One life of an activity or event, as the entries tell it. */
export interface ActivityRecord {
  /** Id of the element instance. */
  readonly element: number;
  /** Node key. */
  readonly activity: string;
  readonly parent: number;
  /** What a loop or multi-instance is as a whole; each of its inner instances has a record of its own. */
  readonly isBody: boolean;
  readonly loopCounter: number | null;
  readonly startedAt: number;
  readonly endedAt: number | null;
  readonly end: 'completed' | 'cancelled' | null;
  readonly outcome: string | null;
  /** Persons who acted on it, in order. */
  readonly persons: readonly string[];
  /** 代签: who of them acted for whom, each pair once. */
  readonly standIns: readonly StandIn[];
}
export interface StandIn {
  readonly person: string;
  readonly onBehalfOf: string;
}

export interface ActivityHistory {
  /** In the order in which they were activated. */
  readonly activities: readonly ActivityRecord[];
  /** How often each sequence flow was taken, by its key. */
  readonly flows: ReadonlyMap<string, number>;
  /** Sequence numbers of entries whose events were erased: what happened there is missing. */
  readonly erased: readonly number[];
}

type Draft = { -readonly [K in keyof ActivityRecord]: ActivityRecord[K] } & {
  persons: string[];
  standIns: StandIn[];
};

/**
 * What happened in an instance, derived from its chain: nothing of it is stored a second time. The entries must be in order and from the first on.
 * @throws EntryFault, ContentFault when an entry or its content cannot be read
 */
export function activityHistory(links: Iterable<EntryRow & { readonly content: ContentRow | null }>): ActivityHistory {
  const history = new History();
  for (const link of links) history.add(link);
  return history.result();
}

/** Entries that are read at once. */
const PAGE = 200;

/** The history of one instance, read a part of the chain at a time. @throws EntryFault, ContentFault as `activityHistory` does */
export async function readActivityHistory(
  queries: Pick<Queries, 'entries'>,
  unit: string,
  instance: string,
): Promise<ActivityHistory> {
  const history = new History();
  for (let from = 1; ; from += PAGE) {
    const links = await queries.entries(unit, `instance:${instance}`, from, PAGE);
    for (const link of links) history.add(link);
    if (links.length < PAGE) return history.result();
  }
}

class History {
  private readonly lives = new Map<number, Draft>();
  private flows = new Map<string, number>();
  private readonly erased: number[] = [];

  add({ bytes, seq, at, content }: EntryRow & { readonly content: ContentRow | null }): void {
    const promised = decodeEntry(bytes).content;
    const pieces = content === null ? new Map<string, never>() : readContent(content.pieces);
    const read = (name: string): unknown => {
      if (promised[name] === undefined) return [];
      const piece = pieces.get(name);
      if (piece !== undefined && 'value' in piece) return piece.value;
      if (this.erased.at(-1) !== seq) this.erased.push(seq);
      return [];
    };
    for (const event of read('flow') as EventJson[]) this.event(event, at);
    for (const record of read('trail') as TrailRecord[]) this.acted(record);
  }

  private event(json: EventJson, at: number): void {
    const event = eventFromJson(json);
    switch (event.type) {
      case 'instanceStarted':
        this.begin(0, event.process, -1, null, at);
        break;
      case 'elementActivated':
        this.begin(event.id, event.element, event.parent, event.loopCounter ?? null, at);
        break;
      case 'bodyActivated':
        this.begin(event.id, event.element, event.parent, null, at, true);
        break;
      case 'flowTaken':
        this.flows.set(event.flow, (this.flows.get(event.flow) ?? 0) + 1);
        break;
      case 'instanceMigrated':
        this.rename(event.keys);
        break;
      case 'elementCompleted':
      case 'bodyCompleted':
        this.end(event.id, 'completed', at, event.outcome ?? null);
        break;
      case 'elementCancelled':
      case 'bodyCancelled':
        this.end(event.id, 'cancelled', at, null);
        break;
      case 'instanceCompleted':
        this.end(0, 'completed', at, null);
        break;
      case 'instanceCancelled':
        this.end(0, 'cancelled', at, null);
        break;
      default:
        break;
    }
  }

  private begin(
    element: number,
    activity: string,
    parent: number,
    loopCounter: number | null,
    startedAt: number,
    isBody = false,
  ): void {
    this.lives.set(element, {
      element,
      activity,
      parent,
      isBody,
      loopCounter,
      startedAt,
      endedAt: null,
      end: null,
      outcome: null,
      persons: [],
      standIns: [],
    });
  }

  private end(element: number, end: 'completed' | 'cancelled', at: number, outcome: string | null): void {
    const life = this.lives.get(element);
    if (life === undefined) return; // its beginning was erased
    life.endedAt = at;
    life.end = end;
    life.outcome = outcome;
  }

  /** From now on everything goes by the keys of the new version, also what was done before. */
  private rename(keys: ReadonlyMap<string, string>): void {
    for (const life of this.lives.values()) life.activity = keys.get(life.activity) ?? life.activity;
    const taken = new Map<string, number>();
    for (const [flow, times] of this.flows) {
      const key = keys.get(flow) ?? flow;
      taken.set(key, (taken.get(key) ?? 0) + times);
    }
    this.flows = taken;
  }

  private acted({ element, person, onBehalfOf }: TrailRecord): void {
    const life = this.lives.get(element);
    if (life === undefined) return; // its beginning was erased
    if (!life.persons.includes(person)) life.persons.push(person);
    const isKnown = life.standIns.some((each) => each.person === person && each.onBehalfOf === onBehalfOf);
    if (onBehalfOf !== undefined && !isKnown) life.standIns.push({ person, onBehalfOf });
  }

  result(): ActivityHistory {
    return { activities: [...this.lives.values()], flows: this.flows, erased: this.erased };
  }
}

export interface ActivityStatistics {
  readonly activity: string;
  readonly started: number;
  readonly completed: number;
  readonly cancelled: number;
  /** Of those completed, milliseconds. */
  readonly duration: { readonly median: number; readonly longest: number } | null;
}

/** What the lives of each activity come to, over the histories of any number of instances; by activity. */
export function activityStatistics(histories: Iterable<ActivityHistory>): readonly ActivityStatistics[] {
  const lives = new Map<string, ActivityRecord[]>();
  for (const { activities } of histories) {
    for (const life of activities) lives.set(life.activity, [...(lives.get(life.activity) ?? []), life]);
  }
  return [...lives].map(([activity, all]) => {
    const completed = all.filter(({ end }) => end === 'completed');
    const took = completed.map(({ startedAt, endedAt }) => (endedAt ?? startedAt) - startedAt).sort((a, b) => a - b);
    const longest = took.at(-1);
    return {
      activity,
      started: all.length,
      completed: completed.length,
      cancelled: all.filter(({ end }) => end === 'cancelled').length,
      duration: longest === undefined ? null : { median: took[(took.length - 1) >> 1] ?? longest, longest },
    };
  });
}
