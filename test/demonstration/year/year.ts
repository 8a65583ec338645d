import { OPERATIONS } from '@quanheng/contracts';
import type { WorkItemRow } from '@quanheng/runtime/ports';
import { UNIT } from '../../contract/office.js';
import { audit } from '../../policy/campaign/audit/auditor.js';
import { Dice } from '../../simulation/index.js';
import { pickAttempt } from './attempts.js';
import { doerOf, nextOf } from './honest.js';
import { mattersOf, type Matter, type YearSize } from './matters.js';
import { secretMeetingFaults } from './meeting-audit.js';
import { YEAR_RULES } from './rules.js';
import { answerTo, PAPERS, PLAIN } from './steps.js';
import { University, type Spoil } from './university.js';

export interface YearReport {
  readonly matters: number;
  readonly completed: number;
  /** Requests to the API that changed something, or tried to. */
  readonly requests: number;
  readonly attempts: number;
  /** How often each was refused, by what was tried. */
  readonly refused: ReadonlyMap<string, number>;
  readonly payments: number;
  readonly entries: number;
  /** Attempts that got through, and what the auditor found. */
  readonly breaches: readonly string[];
  /** Honest matters that did not come to their end, or honest people who were refused. */
  readonly stuck: readonly string[];
}

/** Midnight of 2026-01-05 in China, a Monday. */
const BEGIN = Date.UTC(2026, 0, 4, 16);
const HOUR = 3_600_000;
/** Of steps that somebody tries to get round first. */
const ATTEMPTED = 0.05;
/** Until a meeting, from the filing on: over the longest holiday. */
const BEFORE_MEETING = 14 * 24 * HOUR;

/** A year of the demonstration university, through its API, on a clock that is moved. The same seed is the same year. */
export async function playYear(size: YearSize, seed: number, spoil?: Spoil): Promise<YearReport> {
  const dice = new Dice(seed);
  const university = await University.open(BEGIN, dice.split(), spoil);
  try {
    const year = new Year(university, dice.split());
    await year.play(mattersOf(size, BEGIN, dice.split()));
    return await year.report();
  } finally {
    await university.close();
  }
}

interface Course {
  readonly matter: Matter;
  instance: string;
  next: number;
  readonly before: string[];
  readonly papers: Set<string>;
}

class Year {
  private readonly courses: Course[] = [];
  private readonly refused = new Map<string, number>();
  private readonly breaches: string[] = [];
  private readonly stuck: string[] = [];
  private requests = 0;
  private attempts = 0;

  constructor(
    private readonly university: University,
    private readonly dice: Dice,
  ) {}

  async play(matters: readonly Matter[]): Promise<void> {
    const waiting = matters.map((matter): Course => {
      return { matter, instance: '', next: matter.begins, before: [], papers: new Set() };
    });
    this.courses.push(...waiting);
    const under = new Queue(waiting);
    for (let course = under.take(); course !== undefined; course = under.take()) {
      const { clock } = this.university;
      clock.now = Math.max(clock.now, course.next);
      await this.machines();
      if (await this.step(course)) under.put(course);
    }
    await this.machines();
  }

  /** False: it goes no further. */
  private async step(course: Course): Promise<boolean> {
    const { matter, before } = course;
    const { clock, database } = this.university;
    if (course.instance === '') {
      const body = { process: matter.process, variables: {} };
      const { status, json } = await this.give(matter.initiator, OPERATIONS.startInstance, {}, body);
      if (status !== 201 && status !== 200)
        return this.isStuck(course, `it could not be started: ${JSON.stringify(json)}`);
      course.instance = (json['result'] as { instance: string }).instance;
      return this.later(course, 1);
    }
    const open = (await database.queries.itemsOf(course.instance)).filter(({ status }) => status === 'open');
    const item = nextOf(open);
    if (item === undefined) return this.over(course);
    const view = await this.university.organisation.view(UNIT, await database.queries.organisationVersion(UNIT));
    const doer = doerOf(item, { initiator: matter.initiator, before }, view, clock.now);
    if (doer === undefined) return this.isStuck(course, `nobody does ${item.name}`);
    await this.bring(course, item, doer);
    if (this.dice.chance(ATTEMPTED)) await this.attempt(course, item, doer);
    const filled = matter.filled[item.activity];
    const body = PLAIN.has(item.activity) ? { variables: filled ?? {} } : answerTo(item.name);
    const params = { instance: course.instance, item: item.item };
    const { status, json } = await this.give(doer, OPERATIONS.completeItem, params, body);
    if (status !== 200) return this.isStuck(course, `${doer} could not do ${item.name}: ${JSON.stringify(json)}`);
    before.push(doer);
    return this.later(course, item.activity === 'FileMatter' ? BEFORE_MEETING / HOUR : 20);
  }

  /** The papers that have to be there before it is done. */
  private async bring(course: Course, { activity }: WorkItemRow, doer: string): Promise<void> {
    for (const name of PAPERS[`${course.matter.process} ${activity}`] ?? []) {
      if (course.papers.has(name)) continue;
      course.papers.add(name);
      const query = { name: `${name}.txt`, evidence: name };
      const by = ['Quotes', 'Order'].includes(activity) ? doer : course.matter.initiator;
      const { instance } = course;
      this.requests++;
      const { status, json } = await this.university.call(
        by,
        OPERATIONS.attachFile,
        { instance },
        Buffer.from(`${name}：演示`),
        query,
      );
      if (status !== 201) this.stuck.push(`${instance}: ${name} could not be attached: ${JSON.stringify(json)}`);
    }
  }

  private async attempt({ instance, matter, before }: Course, item: WorkItemRow, doer: string): Promise<void> {
    const scene = { instance, item, initiator: matter.initiator, doer, before };
    const [name, attempt] = pickAttempt(scene, this.dice);
    const tried = attempt(this.university, scene);
    if (tried === null) return;
    this.attempts++;
    this.requests++;
    const { status } = await tried;
    if (status < 400) this.breaches.push(`${instance}: ${name} (${item.name}) was answered ${status}`);
    else this.refused.set(name, (this.refused.get(name) ?? 0) + 1);
  }

  private async over(course: Course): Promise<boolean> {
    const row = await this.university.database.queries.instance(course.instance);
    return row?.endedAt == null ? this.isStuck(course, 'nothing is open, and it has not ended') : false;
  }

  /** Jobs and timers that are due. */
  private async machines(): Promise<void> {
    const { database, clock, runtime } = this.university;
    const { workSource } = database;
    for (;;) {
      const jobs = await workSource.lockJobs({
        ...{ unit: null, handlers: null, limit: 50, now: clock.now, until: clock.now + HOUR, token: () => 'lock' },
      });
      for (const { instance, job, lock, handler } of jobs) {
        await this.university.must(
          { kind: 'system', name: `job:${handler}` },
          { kind: 'completeJob', instance, job, lock },
        );
      }
      const timers = await workSource.takeTimers({ limit: 50, now: clock.now, until: clock.now + HOUR });
      for (const { instance, subscription } of timers) {
        const command = { kind: 'fireTimer', instance, subscription } as const;
        await runtime.execute({ unit: UNIT, principal: { kind: 'system', name: 'timer' }, command });
      }
      if (jobs.length + timers.length === 0) return;
    }
  }

  private give(who: string, ...rest: Parameters<University['call']> extends [string, ...infer R] ? R : never) {
    this.requests++;
    return this.university.call(who, ...rest);
  }

  private later(course: Course, hours: number): boolean {
    course.next = this.university.clock.now + hours * HOUR + this.dice.below(10 * HOUR);
    return true;
  }

  private isStuck({ matter, instance }: Course, why: string): boolean {
    this.stuck.push(`${matter.process} ${instance} of ${matter.initiator}: ${why}`);
    return false;
  }

  async report(): Promise<YearReport> {
    const { queries } = this.university.database;
    const definitions = await Promise.all(
      Object.entries(YEAR_RULES).map(
        async ([process, rules]) => [await queries.startable(UNIT, process), rules] as const,
      ),
    );
    const known = new Map(definitions.flatMap(([row, rules]) => (row === null ? [] : [[row.digest, rules] as const])));
    const found = await audit(queries, known);
    const view = await this.university.organisation.view(UNIT, await queries.organisationVersion(UNIT));
    const meetings: string[] = [];
    for (const { matter, instance } of this.courses) {
      if (matter.process !== 'CollectiveDecision' || instance === '') continue;
      const faults = await secretMeetingFaults(queries, instance, view);
      meetings.push(...faults.map((fault) => `${instance}: ${fault}`));
    }
    const { attempts, requests, refused, stuck } = this;
    return {
      ...{ matters: this.courses.length, completed: found.completed, attempts, requests, refused, stuck },
      ...{ payments: found.payments, entries: found.entries },
      breaches: [
        ...this.breaches,
        ...found.breaches.map(({ instance, seq, what }) => `${instance} ${seq}: ${what}`),
        ...meetings,
      ],
    };
  }
}

/** What comes next, first; a binary heap. */
class Queue {
  private readonly heap: Course[] = [];

  constructor(courses: readonly Course[]) {
    for (const course of courses) this.put(course);
  }

  put(course: Course): void {
    const { heap } = this;
    let at = heap.push(course) - 1;
    for (let up = (at - 1) >> 1; at > 0 && isBefore(heap, at, up); at = up, up = (at - 1) >> 1) swap(heap, at, up);
  }

  take(): Course | undefined {
    const { heap } = this;
    const [first] = heap;
    const last = heap.pop();
    if (first === undefined || last === undefined || heap.length === 0) return first;
    heap[0] = last;
    for (let at = 0; ;) {
      const [left, right] = [2 * at + 1, 2 * at + 2];
      const least = right < heap.length && isBefore(heap, right, left) ? right : left;
      if (least >= heap.length || !isBefore(heap, least, at)) return first;
      swap(heap, at, least);
      at = least;
    }
  }
}

function isBefore(heap: readonly Course[], one: number, other: number): boolean {
  return (heap[one]?.next ?? 0) < (heap[other]?.next ?? 0);
}
function swap(heap: Course[], one: number, other: number): void {
  [heap[one], heap[other]] = [heap[other] as Course, heap[one] as Course];
}
