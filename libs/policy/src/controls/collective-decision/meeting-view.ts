import type { InstanceView, OrganisationView } from '../../ports/index.js';
import { policyOf } from '../../model/index.js';
import type { Answer, Tally, Work } from '../../work/state.js';
import { aroundOf } from '../around.js';
import type { Around, DoneActs, PlannedControl } from '../control.js';
import { controlsOf } from '../plan.js';
import { filedFor, type Filed } from './filed.js';
import { AGENDA, Meeting, OPEN, PRESENT, SPEAK } from './meeting.js';
import type { Properties } from './properties.js';
import { FILE_AFTER, NOTICE, waitsForFiling } from './urgent.js';

/** A meeting of an instance, for whoever looks at it. Who voted how is never told. */
export interface MeetingView {
  /** Node key. */
  readonly activity: string;
  readonly name: string;
  /** Id of the body. */
  readonly body: string;
  /** `coming`: work has not got there. */
  readonly stage: 'coming' | 'agenda' | 'signIn' | 'speak' | 'vote' | 'fileAfter' | 'ended';
  readonly outcome: string | null;
  /** What it decided counts no longer. */
  readonly isVoided: boolean;
  readonly ballot: Properties['ballot'];
  readonly majority: Properties['majority'];
  readonly chairSpeaksLast: boolean;
  /** How many have to be there. */
  readonly quorum: number;
  /** The base of the vote (应到会). */
  readonly entitled: number;
  readonly members: readonly MemberView[];
  readonly acting: Meeting['acting'];
  /** Post of those who sit in and have no vote (列席); null: of nobody. */
  readonly observer: string | null;
  readonly filed: Filed | null;
  readonly urgent: UrgentView | null;
  /** Milliseconds since the epoch. */
  readonly agendaAt: number | null;
  readonly openedAt: number | null;
  /** Null: it is not decided yet. */
  readonly votes: Tally | null;
}
/** 紧急上会, as far as it was told; milliseconds since the epoch. */
export interface UrgentView {
  readonly toldAt: number;
  /** 24:00 of the last day of filing it afterwards; null: not opened, or opened when its filing was early enough after all. */
  readonly due: number | null;
  /** Null: not filed afterwards. */
  readonly filedAt: number | null;
}
export interface MemberView {
  readonly person: string;
  readonly isChair: boolean;
  /** Null: not signed in. */
  readonly attendance: 'inPerson' | 'video' | 'recused' | null;
  readonly at: number | null;
  readonly said: Exclude<Answer, 'supplement'> | null;
}

type Viewed = Pick<InstanceView<Work>, 'definition' | 'flow' | 'work'>;

/** Those that work has got to, or whose filing it has. */
export function meetingsOf(instance: Viewed, organisation: OrganisationView, at: number): readonly MeetingView[] {
  const { definition, work } = instance;
  return [...controlsOf(policyOf(definition)).values()].flatMap((planned) => {
    if (planned.control.kind !== 'collectiveDecision') return [];
    const view = viewOf(instance, planned as PlannedControl<Properties>, aroundOf(instance, work, organisation, at));
    return view === null ? [] : [view];
  });
}

function viewOf({ work }: Viewed, planned: PlannedControl<Properties>, around: Around): MeetingView | null {
  const { activity, properties } = planned;
  const isOpenOf = (key: string) => Object.values(work.controls ?? {}).find((control) => control.activity === key);
  const open = isOpenOf(activity.key);
  const ended = open === undefined ? work.ended?.[activity.key] : undefined;
  const done: DoneActs = open?.acts ?? ended?.acts ?? {};
  const openedAt = done[OPEN]?.at ?? null;
  const filed = filedFor(planned, openedAt === null ? around : { ...around, at: openedAt });
  const isFiling = filed !== null && (isOpenOf(filed.activity) !== undefined || filed.at !== null);
  if (open === undefined && ended === undefined && !isFiling) return null;
  const meeting = new Meeting(properties, done, around);
  return {
    ...{ activity: activity.key, name: activity.name, body: properties.body },
    stage: ended !== undefined ? 'ended' : open === undefined ? 'coming' : stageOf(meeting, done),
    outcome: ended?.outcome ?? null,
    isVoided: ended?.voided !== undefined,
    ...{ ballot: properties.ballot, majority: properties.majority, chairSpeaksLast: meeting.chairSpeaksLast },
    ...{ quorum: meeting.quorum, entitled: meeting.entitled, acting: meeting.acting, filed, openedAt },
    urgent: urgentOf(done),
    observer: properties.observer ?? null,
    members: meeting.members.map((person) => memberOf(person, meeting, done)),
    agendaAt: done[AGENDA]?.at ?? null,
    votes: ended === undefined || openedAt === null ? null : meeting.votes,
  };
}

function urgentOf(done: DoneActs): UrgentView | null {
  const told = done[NOTICE];
  if (told === undefined) return null;
  return { toldAt: told.at, due: done[OPEN]?.period?.end ?? null, filedAt: done[FILE_AFTER]?.at ?? null };
}

function stageOf(meeting: Meeting, done: DoneActs): MeetingView['stage'] {
  if (done[AGENDA] === undefined) return 'agenda';
  if (done[OPEN] === undefined) return 'signIn';
  if (meeting.silent.length > 0) return 'speak';
  return meeting.unvoted.length > 0 || !waitsForFiling(done) ? 'vote' : 'fileAfter';
}

/** More papers are asked for at a filing, never by a member. */
function saidBy(person: string, done: DoneActs): MemberView['said'] {
  const answer = done[`${SPEAK}:${person}`]?.answer;
  return answer === undefined || answer === 'supplement' ? null : answer;
}

function memberOf(person: string, { chairman }: Meeting, done: DoneActs): MemberView {
  const signedIn = done[`${PRESENT}:${person}`];
  const attendance = signedIn?.answer === 'recuse' ? 'recused' : (signedIn?.attendance ?? 'inPerson');
  return {
    ...{ person, isChair: person === chairman },
    attendance: signedIn === undefined ? null : attendance,
    at: signedIn?.at ?? null,
    said: saidBy(person, done),
  };
}
