import type { EngineEvent, GraphNode } from '@quanheng/engine';
import { LifeBook, type Life } from './lives.js';
import type { CaseResult } from './runner.js';
import { SUBJECTS, isEventSubProcessStart, positionOf, subjectsOf } from './subjects.js';

/**
 * The situations in which every subject is to be shown, read off the events:
 *
 * - normal: completed directly in the process, with nothing beside it from its beginning to its end;
 * - parallel: completed, and something else was active beside it when it began or ended, be it a second token of its own;
 * - interrupted: active when a step began, and cancelled in it. An event that waits on an activity, on a scope or behind an event-based
 *   gateway is interrupted when these are cancelled while it waits; a join when tokens that it holds are dropped;
 * - nested: completed inside a sub-process, an event sub-process, a called process or a multi-instance.
 *
 * What encloses an element, is inside it, or is what its event belongs to (the host, the scope) is not beside it, nor are the other inner
 * instances of its loop.
 */
export const SITUATIONS = ['normal', 'parallel', 'interrupted', 'nested'] as const;
export type Situation = (typeof SITUATIONS)[number];

interface Impossible {
  readonly subject: string;
  readonly situations: readonly Situation[];
  readonly because: string;
}

const PASSES =
  'passes in the step that activates it: it waits for nothing, and carries no data whose mapping could fail';
const STARTS =
  'only starts a process, before anything else is active in it; a call or a sub-process has a none start event';

/** What cannot be shown, and why. A test holds it against all traces: none shows it, and nothing said to pass is active after a step. */
export const IMPOSSIBLE: readonly Impossible[] = [
  { subject: 'element process', situations: ['parallel', 'nested'], because: 'called, a process is its call activity' },
  { subject: 'start event, message', situations: ['parallel', 'nested'], because: STARTS },
  { subject: 'start event, timer', situations: ['parallel', 'nested'], because: STARTS },
  { subject: 'start event, signal', situations: ['parallel', 'nested'], because: STARTS },
  { subject: 'start event, conditional', situations: ['parallel', 'nested'], because: STARTS },
  { subject: 'intermediate catch event, link', situations: ['interrupted'], because: PASSES },
  { subject: 'intermediate throw event, none', situations: ['interrupted'], because: PASSES },
  { subject: 'intermediate throw event, escalation', situations: ['interrupted'], because: PASSES },
  { subject: 'intermediate throw event, link', situations: ['interrupted'], because: PASSES },
  { subject: 'end event, none', situations: ['interrupted'], because: PASSES },
  { subject: 'end event, escalation', situations: ['interrupted'], because: PASSES },
  { subject: 'end event, terminate', situations: ['interrupted'], because: PASSES },
];

/** `element task: nested`, for every subject and situation but the impossible ones. */
export const REQUIRED_SITUATIONS: readonly string[] = SUBJECTS.flatMap((subject) => {
  const impossible = IMPOSSIBLE.filter((entry) => entry.subject === subject).flatMap(({ situations }) => situations);
  return SITUATIONS.filter((situation) => !impossible.includes(situation)).map(
    (situation) => `${subject}: ${situation}`,
  );
});

/** What a trace would show if the table above were wrong. */
export const REFUTATIONS: readonly string[] = IMPOSSIBLE.flatMap(({ subject, situations }) => {
  const seen = situations.map((situation) => `${subject}: ${situation}`);
  return situations.includes('interrupted') ? [...seen, `${subject}: active after a step`] : seen;
});

/** The subjects that a case shows, each with its situation; besides, what is active after a step. */
export function situationsOf(result: CaseResult): Set<string> {
  const watch = new Watch(new LifeBook(result.definition, result.next));
  for (const events of result.steps) watch.step(events);
  return watch.shown;
}

class Watch {
  readonly shown = new Set<string>();
  /** Owner and event of the subscriptions closed immediately before, as they are when the owner is cancelled. */
  private withdrawn: { readonly owner: number; readonly element: string }[] = [];

  constructor(private readonly lives: LifeBook) {}

  step(events: readonly EngineEvent[]): void {
    this.lives.beginStep();
    for (const event of events) {
      this.judge(event);
      this.lives.note(event);
    }
    for (const life of this.lives.all()) this.note(subjectsOf(life.node, life.isBody), 'active after a step');
  }

  private note(subjects: readonly string[], situation: Situation | 'active after a step'): void {
    for (const subject of subjects) this.shown.add(`${subject}: ${situation}`);
  }

  /** Before the event takes effect: who ends now, and what ends with it. */
  private judge(event: EngineEvent): void {
    if (event.type === 'subscriptionClosed') {
      const subscription = this.lives.subscription(event.id);
      if (subscription !== undefined) this.withdrawn.push(subscription);
      return;
    }
    const { withdrawn } = this;
    this.withdrawn = [];
    if (event.type === 'elementCompleted' || event.type === 'bodyCompleted') this.completed(this.lives.of(event.id));
    if (event.type === 'instanceCompleted') this.completed(this.lives.of(0));
    if (event.type === 'elementCancelled' || event.type === 'bodyCancelled') {
      this.cancelled(this.lives.of(event.id), withdrawn);
    }
    if (event.type === 'instanceCancelled') this.cancelled(this.lives.of(0), withdrawn);
    if (event.type === 'tokensRemoved' && this.lives.isHeldToken(event.scope, event.flow)) {
      const join = this.lives.targetOf(event.flow);
      if (join !== undefined) this.note([`element ${join.type}`], 'interrupted');
    }
  }

  private completed(life: Life): void {
    const subjects = subjectsOf(life.node, life.isBody);
    const enclosing = this.lives.enclosing(life);
    if (enclosing.some(isNesting)) this.note(subjects, 'nested');
    if (life.beganInCompany || this.lives.hasCompany(life)) this.note(subjects, 'parallel');
    const isAlone = !life.hadCompany && !this.lives.hasTokens() && life.loopCounter === 0;
    if (isAlone && !enclosing.some(isScope)) this.note(subjects, 'normal');
  }

  private cancelled(life: Life, withdrawn: readonly { owner: number; element: string }[]): void {
    if (!this.lives.isOld(life) || life.isReopened) return;
    const { node } = life;
    // An event on an activity or a scope is no element instance while it waits; a join is one only after it waited.
    const isJoin = node.type === 'parallelGateway' || node.type === 'inclusiveGateway';
    if (!isJoin && node.type !== 'boundaryEvent' && !isEventSubProcessStart(node)) {
      this.note(subjectsOf(node, life.isBody), 'interrupted');
    }
    const isWaiting = (event: GraphNode): boolean => {
      const kind = event.event?.trigger?.kind ?? 'message';
      const needsNone = kind === 'error' || kind === 'escalation' || kind === 'compensate';
      return needsNone || withdrawn.some(({ owner, element }) => owner === life.id && element === event.key);
    };
    for (const event of this.lives.eventsOn(life)) {
      if (isWaiting(event)) this.note([`element ${event.type}`, ...positionOf(event)], 'interrupted');
    }
  }
}

/** Of the scopes around an element, those in which it is not directly in the process. */
function isScope({ node, isBody }: Life): boolean {
  return isBody || node.type === 'subProcess' || node.type === 'callActivity';
}

/** A standard loop repeats where it stands; every other scope nests. */
function isNesting(life: Life): boolean {
  return isScope(life) && (!life.isBody || life.node.activity?.loop?.kind === 'multiInstance');
}
