import { OPERATIONS } from '@quanheng/contracts';
import type { WorkItemRow } from '@quanheng/runtime/ports';
import { UNIT } from '../../contract/office.js';
import { audit } from '../../policy/campaign/audit/auditor.js';
import { Dice } from '../../simulation/index.js';
import { tryOne } from './attempts.js';
import { doerOf, nextOf, Offers } from './honest.js';
import { DAY, mattersOf, type Matter, type YearSize } from './matters.js';
import { secretMeetingFaults } from './meeting-audit.js';
import { Queue } from './queue.js';
import { enter, enterLedgers } from './registers.js';
import { YEAR_RULES } from './rules.js';
import { answerTo, isBrought, isControl, papersOf, waitAfter } from './steps.js';
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

/** In which a meeting may be held. */
const MEETING: ReadonlySet<string> = new Set(['CollectiveDecision', 'Procurement', 'ConstructionPayment']);
/** Midnight of 2026-01-05 in China, a Monday. */
const BEGIN = Date.UTC(2026, 0, 4, 16);
const HOUR = 3_600_000;
/** Of steps that somebody tries to get round first. */
const ATTEMPTED = 0.05;
/** A matter in which nothing is open waits for a day; after so many days it is stuck. */
const PATIENCE = 60;

/** A year of the demonstration university, through its API, on a clock that is moved. The same seed is the same year. */
export async function playYear(size: YearSize, seed: number, spoil?: Spoil): Promise<YearReport> {
  const dice = new Dice(seed);
  const university = await University.open(BEGIN, dice.split(), spoil);
  try {
    const year = new Year(university, dice.split());
    const matters = mattersOf(size, BEGIN, dice.split());
    await enterLedgers(university, matters);
    await year.play(matters);
    return await year.report();
  } finally {
    await university.close();
  }
}

interface Course {
  readonly matter: Matter;
  instance: string;
  isOver: boolean;
  next: number;
  readonly before: string[];
  readonly papers: Set<string>;
  /** Of its own, so that what happens in one matter does not depend on what goes on beside it. */
  readonly dice: Dice;
  waited: number;
}

class Year {
  private readonly courses: Course[] = [];
  private readonly courseOf = new Map<Matter, Course>();
  private readonly refused = new Map<string, number>();
  private readonly breaches: string[] = [];
  private readonly stuck: string[] = [];
  private readonly offers = new Offers();
  private requests = 0;
  private attempts = 0;

  constructor(
    private readonly university: University,
    private readonly dice: Dice,
  ) {}

  /** Everything that is to be done in the same hour is done side by side, as in an office. */
  async play(matters: readonly Matter[]): Promise<void> {
    const courses = matters.map((matter): Course => {
      const dice = this.dice.split();
      return {
        matter,
        instance: '',
        isOver: false,
        next: matter.begins,
        before: [],
        papers: new Set(),
        dice,
        waited: 0,
      };
    });
    this.courses.push(...courses);
    for (const course of courses) this.courseOf.set(course.matter, course);
    const waiting = new Queue(courses);
    for (let first = waiting.first(); first !== undefined; first = waiting.first()) {
      const { clock } = this.university;
      clock.now = Math.max(clock.now, Math.ceil(first.next / HOUR) * HOUR);
      await this.machines();
      const due: Course[] = [];
      while ((waiting.first()?.next ?? Infinity) <= clock.now) due.push(waiting.take() as Course);
      const goOn = await Promise.all(due.map((course) => this.step(course)));
      for (const [index, course] of due.entries()) if (goOn[index] === true) waiting.put(course);
    }
    await this.machines();
  }

  /** False: it goes no further. */
  private async step(course: Course): Promise<boolean> {
    const { matter, before } = course;
    const { clock, database } = this.university;
    if (course.instance === '') {
      const first = matter.follows === undefined ? undefined : this.courseOf.get(matter.follows);
      if (first?.isOver === false) return this.later(course, DAY);
      const body = { process: matter.process, variables: {} };
      const { status, json } = await this.give(matter.initiator, OPERATIONS.startInstance, {}, body);
      if (status !== 201 && status !== 200)
        return this.isStuck(course, `it could not be started: ${JSON.stringify(json)}`);
      course.instance = (json['result'] as { instance: string }).instance;
      return this.later(course, HOUR);
    }
    const open = (await database.queries.itemsOf(course.instance)).filter(({ status }) => status === 'open');
    const item = nextOf(open);
    if (item === undefined) return this.over(course);
    course.waited = 0;
    const view = await this.university.view();
    const { offers } = this;
    const doer = doerOf(item, { initiator: matter.initiator, before }, { offers, view, at: clock.now });
    if (doer === undefined) return this.isStuck(course, `nobody does ${item.name}`);
    await this.bring(course, item, doer);
    if (course.dice.chance(ATTEMPTED)) await this.attempt(course, item, doer);
    const filling = item.form === null ? undefined : matter.filled[item.activity];
    const filled = typeof filling === 'function' ? filling(clock.now) : filling;
    const body = isControl(item.name) ? answerTo(item.name) : { variables: filled ?? {} };
    const params = { instance: course.instance, item: item.item };
    const { status, json } = await this.give(doer, OPERATIONS.completeItem, params, body);
    if (status !== 200) return this.isStuck(course, `${doer} could not do ${item.name}: ${JSON.stringify(json)}`);
    before.push(doer);
    return this.later(course, waitAfter(item.activity));
  }

  /** What has to be there before it is done: papers, and what two persons enter in a register. */
  private async bring(course: Course, item: WorkItemRow, doer: string): Promise<void> {
    const { matter, instance } = course;
    if (matter.entered?.before === item.activity) await enter(this.university, matter.entered);
    for (const name of papersOf(matter.process, item)) {
      if (course.papers.has(name)) continue;
      course.papers.add(name);
      const query = { name: `${name}.txt`, evidence: name };
      const by = isBrought(name, matter.process) ? matter.initiator : doer;
      const paper = Buffer.from(`${name}：演示`);
      this.requests++;
      const { status, json } = await this.university.call(by, OPERATIONS.attachFile, { instance }, paper, query);
      if (status !== 201) this.stuck.push(`${instance}: ${name} could not be attached: ${JSON.stringify(json)}`);
    }
  }

  private async attempt({ instance, matter, before, dice }: Course, item: WorkItemRow, doer: string): Promise<void> {
    const wrong = item.form === null ? undefined : matter.wrong?.[item.activity];
    const scene = { instance, item, initiator: matter.initiator, doer, before, wrong };
    const { name, got } = tryOne(this.university, scene, dice);
    this.attempts++;
    this.requests++;
    const { status } = await got;
    if (status < 400) this.breaches.push(`${instance}: ${name} (${item.name}) was answered ${status}`);
    else this.refused.set(name, (this.refused.get(name) ?? 0) + 1);
  }

  private async over(course: Course): Promise<boolean> {
    const row = await this.university.database.queries.instance(course.instance);
    if (row?.endedAt != null) {
      course.isOver = true;
      return false;
    }
    if (course.waited++ >= PATIENCE) return this.isStuck(course, 'nothing is open, and it has not ended');
    return this.later(course, 14 * HOUR);
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

  private later(course: Course, wait: number): boolean {
    course.next = this.university.clock.now + wait + course.dice.below(10 * HOUR);
    return true;
  }

  private isStuck(course: Course, why: string): boolean {
    const { matter, instance } = course;
    course.isOver = true;
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
    const view = await this.university.view();
    const meetings: string[] = [];
    for (const { matter, instance } of this.courses) {
      if (!MEETING.has(matter.process) || instance === '') continue;
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
