import { holdersOfDiscipline } from '../../exceptions/discipline.js';
import type { Reason } from '../../ports/index.js';
import { reason, titleOf } from '../../texts/index.js';
import type { Tally } from '../../work/state.js';
import {
  actPlan,
  JUST_DONE,
  type ActPlan,
  type Around,
  type Control,
  type DoneActs,
  type Next,
  type PlannedControl,
  separationIn,
} from '../control.js';
import { AGENDA, COUNT, Meeting, OPEN, PRESENT, REFERRED, SPEAK, VOTE, WITNESS } from './meeting.js';
import {
  againstGoingOn,
  againstObjecting,
  ANSWER,
  nextObjection,
  OBJECT,
  openAnswer,
  procedureAct,
} from './procedure.js';
import { properties, type Properties } from './properties.js';
import {
  afterwards,
  againstLateFiling,
  againstNotice,
  FILE_AFTER,
  NOTICE,
  noticeUntil,
  waitsForFiling,
} from './urgent.js';

/**
 * 集体决策: the agenda is set, members sign in or recuse themselves, the meeting is opened with a quorum, everybody speaks and the chair last, then the
 * vote; its result is locked (domain §2.d, M6 to M14). Nothing is decided by circulating papers: whoever has not signed in has no vote.
 */
export const collectiveDecision: Control<Properties> = {
  kind: 'collectiveDecision',
  properties,
  actProperties: ['verify'],
  outcomes: ['passed', 'failed', REFERRED],
  acts: ({ acts }, { ballot }) => {
    const wanted = ballot === 'secret' ? [AGENDA, COUNT, WITNESS] : [AGENDA];
    const names = acts.map(({ name }) => name);
    if (names.join() !== wanted.join()) {
      const list = wanted.join('、');
      return { wrong: `集体决策须依次有办理动作：${list}（议题确定；无记名投票另设计票、监票）。` };
    }
    const unassigned = acts.find(({ assigns }) => assigns.length === 0);
    if (unassigned !== undefined) return { wrong: `“${unassigned.name}”须写明由谁办理（qh:assign）。` };
    return acts.map((act) => ({
      ...actPlan(act, { answers: JUST_DONE }),
      title: TITLES[act.name] ?? act.name,
      ...(act.name === AGENDA ? {} : { isTally: true }),
    }));
  },
  next: (control, done, around) => {
    const usual = usually(control, done, around);
    const answer = openAnswer(done);
    if (answer === null) return usual;
    return { kind: 'open', acts: [...(usual.kind === 'open' ? usual.acts : []), answer] };
  },
  again: noticeUntil,
  objects: nextObjection,
  againstObjecting,
  actNamed: (control, name) => procedureAct(control, name) ?? memberAct(control, name),
  capacityIn: (control, act, done, around) => {
    const { acting } = new Meeting(control.properties, done, around);
    return acting !== null && act.endsWith(`:${acting.person}`)
      ? { as: 'actingChair', document: acting.document }
      : null;
  },
  against: (control, act, _answer, done, around) => {
    const stopped = againstGoingOn(act, done);
    if (stopped.length > 0) return stopped;
    const meeting = new Meeting(control.properties, done, around);
    if (act === OPEN) {
      return [...againstLateFiling(control, done, around), ...tooFew(meeting), ...unchaired(meeting, around)];
    }
    if (act === NOTICE) return againstNotice(around);
    const isChair = meeting.chair !== undefined && act === `${SPEAK}:${meeting.chair}`;
    const others = meeting.silent.filter((member) => member !== meeting.chair).length;
    return isChair && meeting.chairSpeaksLast && others > 0 ? [reason('CHAIR_LAST', { n: others })] : [];
  },
  wrong: (control, act, { tally }, done, around) => {
    if (tally === undefined) return null;
    const { present } = new Meeting(control.properties, done, around);
    const votes = [tally.approve, tally.disapprove, tally.defer];
    if (!votes.every((count) => Number.isSafeInteger(count) && count >= 0)) return '票数须为不小于 0 的整数。';
    const sum = votes.reduce((one, other) => one + other, 0);
    if (sum > present.length) return `票数合计 ${sum} 张，多于到会的 ${present.length} 人；请重新清点。`;
    const other = done[act === COUNT ? WITNESS : COUNT]?.tally;
    return other === undefined || isSameTally(tally, other) ? null : '计票与监票的票数不一致；请共同重新清点。';
  },
  begins: (control, act, around) => {
    const period = act === OPEN ? afterwards(control, around) : null;
    return period === null ? null : { period, warnings: [] };
  },
  due: (_control, act, done) => (act === FILE_AFTER ? (done[OPEN]?.period?.end ?? null) : null),
  tells: (control, act, done, around) => {
    if (act !== NOTICE && act !== FILE_AFTER) return [];
    const members = act === NOTICE ? new Meeting(control.properties, done, around).members : [];
    return [...new Set([...holdersOfDiscipline(around.organisation, around.at), ...members])];
  },
  isDecided: (control, done, around) => {
    const { silent, unvoted } = new Meeting(control.properties, done, around);
    return waitsForFiling(done) && silent.length === 0 && unvoted.length === 0;
  },
  constraints: (activity) => {
    const isSecret = activity.control?.acts.some(({ name }) => name === COUNT) === true;
    return [
      separationIn(activity, `${activity.name}：提出与答复程序异议`, [OBJECT, ANSWER], ['person']),
      ...(isSecret ? [separationIn(activity, `${activity.name}：计票与监票`, [COUNT, WITNESS], ['person'])] : []),
    ];
  },
};

/** As long as nobody has objected. */
function usually(control: PlannedControl<Properties>, done: DoneActs, around: Around): Next {
  if (done[AGENDA] === undefined) return { kind: 'open', acts: [AGENDA] };
  const meeting = new Meeting(control.properties, done, around);
  if (done[OPEN] === undefined) {
    const isDrawn = around.outcomes(control.activity.key).includes(REFERRED);
    if (meeting.isBeyondReach && isDrawn) return { kind: 'ended', outcome: REFERRED };
    const absent = meeting.members.filter((member) => done[`${PRESENT}:${member}`] === undefined);
    const notice = noticeUntil(control, done, around) === null ? [] : [NOTICE];
    return { kind: 'open', acts: [...absent.map((member) => `${PRESENT}:${member}`), ...notice, OPEN] };
  }
  if (meeting.silent.length > 0) return { kind: 'open', acts: meeting.silent.map((member) => `${SPEAK}:${member}`) };
  if (meeting.unvoted.length > 0) return { kind: 'open', acts: meeting.unvoted };
  if (waitsForFiling(done)) return { kind: 'open', acts: [FILE_AFTER] };
  return { kind: 'ended', outcome: meeting.isPassed ? 'passed' : 'failed' };
}

function isSameTally(one: Tally, other: Tally): boolean {
  return one.approve === other.approve && one.disapprove === other.disapprove && one.defer === other.defer;
}

const TITLES: Readonly<Record<string, string>> = {
  [AGENDA]: titleOf('agenda'),
  [COUNT]: titleOf('count'),
  [WITNESS]: titleOf('witness'),
};

const MEMBER_ACTS: Readonly<Record<string, Pick<ActPlan, 'title' | 'answers' | 'isVote' | 'isAttendance'>>> = {
  [PRESENT]: { title: titleOf('present'), answers: ['approve', 'recuse'], isAttendance: true },
  [SPEAK]: { title: titleOf('speak'), answers: ['approve', 'disapprove', 'defer'] },
  [VOTE]: { title: titleOf('vote'), answers: ['approve', 'disapprove', 'defer'], isVote: true },
};

/** Done by those who set the agenda. */
const OFFICE_ACTS: Readonly<Record<string, string>> = {
  [OPEN]: titleOf('open'),
  [NOTICE]: titleOf('notice'),
  [FILE_AFTER]: titleOf('fileAfter'),
};

function memberAct({ acts }: PlannedControl<Properties>, name: string): ActPlan | undefined {
  const agenda = acts.get(AGENDA);
  const title = OFFICE_ACTS[name];
  if (title !== undefined && agenda !== undefined) {
    return { ...agenda, name, title, answers: JUST_DONE, ...(name === NOTICE ? { isReasoned: true } : {}) };
  }
  const colon = name.indexOf(':');
  const of = MEMBER_ACTS[name.slice(0, colon)];
  if (of === undefined) return undefined;
  const person = name.slice(colon + 1);
  return { name, ...of, person, assigns: [], isPen: false, verify: [] };
}

function tooFew({ quorum, present, isBeyondReach, recused, members }: Meeting): Reason[] {
  if (isBeyondReach) return [reason('TOO_MANY_RECUSED', { n: recused.length, p: members.length - recused.length })];
  const isEnough = present.length > 0 && present.length >= quorum;
  return isEnough ? [] : [reason('QUORUM_NOT_MET', { p: present.length, q: quorum })];
}

/** A body that has a chair does not meet without one: the chair, or a member named by document beforehand. */
function unchaired({ lacksChair, chairman }: Meeting, { organisation, at }: Around): Reason[] {
  if (!lacksChair || chairman === undefined) return [];
  return [reason('CHAIR_ABSENT', { name: organisation.fact('person', chairman, at)?.data.name ?? chairman })];
}
