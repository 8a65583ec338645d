import { z } from 'zod';
import {
  calendarWarning,
  dayInChinese,
  dayOf,
  periodFrom,
  vacationWarning,
  workingDaysOf,
  type Period,
} from '../../calendar/index.js';
import { namesIn } from '../../constraints/names.js';
import type { Reason } from '../../ports/index.js';
import { reason, titleOf } from '../../texts/index.js';
import {
  actPlan,
  JUST_DONE,
  YES_NO,
  type ActPlan,
  type Around,
  type BegunPeriod,
  type Control,
  type DoneActs,
  type PlannedControl,
  separationIn,
} from '../control.js';
import { ANSWER, OBJECT, objectionsOf, SUPERIOR, superiorsOf, termOf, type Objection } from './objections.js';

const properties = z.strictObject({
  signs: z.string().optional(),
  /** Working days that it lasts, the day of publishing not counted. */
  days: z
    .string()
    .regex(/^[1-9]\d{0,2}$/)
    .transform(Number),
});
type Properties = z.infer<typeof properties>;

export const PUBLISH = 'publish';
const CLOSE = 'close';

/**
 * 公示: published, open to objections for so many working days, closed at 00:00 after the last one (domain README §0.3). An objection that nobody has
 * dealt with stops the exit, and goes to the leader above when its time is over; one that is upheld ends it.
 */
export const publicity: Control<Properties> = {
  kind: 'publicity',
  properties,
  actProperties: ['verify'],
  outcomes: ['passed', 'failed'],
  acts: ({ acts }) => {
    const [publish, answer, ...others] = acts;
    if (publish?.name !== PUBLISH || answer?.name !== ANSWER || others.length > 0) {
      return { wrong: `公示须依次有两个办理动作：${PUBLISH}（发布与结束公示）、${ANSWER}（处理异议，不能是发布人）。` };
    }
    if (publish.assigns.length === 0 || answer.assigns.length === 0)
      return { wrong: '公示的两个办理动作都须写明由谁办理（qh:assign）。' };
    return [
      { ...actPlan(publish, { answers: JUST_DONE }), title: titleOf('publish') },
      { ...actPlan(answer), title: titleOf('answer') },
    ];
  },
  next: (control, done, around) => {
    if (done[PUBLISH] === undefined) return { kind: 'open', acts: [PUBLISH] };
    const objections = objectionsOf(done);
    if (objections.some(({ answered }) => answered === 'approve')) return { kind: 'ended', outcome: 'failed' };
    if (done[CLOSE] !== undefined) return { kind: 'ended', outcome: 'passed' };
    const unanswered = objections.filter(({ answered }) => answered === undefined);
    const late = superiorsFor(control, around).length > 0;
    const answers = unanswered.map((each) => `${late && isLate(each, around) ? SUPERIOR : ANSWER}:${each.number}`);
    return { kind: 'open', acts: [...answers, CLOSE] };
  },
  again: (_control, done, around) => {
    const ends = objectionsOf(done).flatMap((each) => (each.answered === undefined ? termOf(each, around).end : []));
    return earliest(ends.filter((end) => end > around.at));
  },
  actNamed: (control, name, around): ActPlan | undefined => {
    const { acts } = control;
    const [kind = '', number] = name.split(':');
    const publish = acts.get(PUBLISH);
    if (name === CLOSE && publish !== undefined) return { ...publish, name, title: titleOf('close') };
    const answer = acts.get(ANSWER);
    if ((kind !== ANSWER && kind !== SUPERIOR) || number === undefined || answer === undefined) return undefined;
    const plan = { ...answer, name, title: titleOf('answerOne', { number }), answers: YES_NO, isReasoned: true };
    if (kind === ANSWER) return plan;
    const assigns = superiorsFor(control, around).map((post) => ({ post }));
    return { ...plan, title: titleOf('answerAbove', { number }), assigns };
  },
  against: (control, act, _answer, done, around) => {
    if (act.startsWith(`${ANSWER}:`)) return tooLateToAnswer(control, act, done, around);
    if (act !== CLOSE) return [];
    const { days } = control.properties;
    const period = periodOf(days, done, around);
    const open = objectionsOf(done).filter(({ answered }) => answered === undefined).length;
    return [
      ...(period !== null && around.at < period.end
        ? [reason('PUBLICITY_SHORT', { n: days, date: dayInChinese(period.lastDay) })]
        : []),
      ...(open > 0 ? [reason('OBJECTION_OPEN', { n: open })] : []),
    ];
  },
  // From being published until it is closed, also when the last day has passed.
  objects: (_control, done) => (done[PUBLISH] === undefined ? null : `${OBJECT}:${objectionsOf(done).length + 1}`),
  begins: ({ properties: { days } }, act, around) => (act === PUBLISH ? announced(days, around) : null),
  constraints: (activity) => [
    separationIn(activity, `${activity.name}：发布与处理异议`, [PUBLISH, ANSWER], ['person']),
    separationIn(activity, `${activity.name}：提出与处理异议`, [OBJECT, ANSWER], ['person']),
    separationIn(activity, `${activity.name}：发布与上级处理异议`, [PUBLISH, SUPERIOR], ['person']),
    separationIn(activity, `${activity.name}：提出与上级处理异议`, [OBJECT, SUPERIOR], ['person']),
  ],
};

function superiorsFor({ acts }: PlannedControl<Properties>, around: Around): string[] {
  return superiorsOf(acts.get(ANSWER)?.assigns ?? [], around);
}

function isLate(objection: Objection, around: Around): boolean {
  return around.at >= termOf(objection, around).end;
}

/** Also where the clock has not gone off yet: whoever let the time pass does not decide any more. */
function tooLateToAnswer(control: PlannedControl<Properties>, act: string, done: DoneActs, around: Around): Reason[] {
  const objection = objectionsOf(done).find(({ number }) => act === `${ANSWER}:${number}`);
  const superiors = superiorsFor(control, around);
  if (objection === undefined || superiors.length === 0 || !isLate(objection, around)) return [];
  const date = dayInChinese(termOf(objection, around).lastDay);
  return [reason('OBJECTION_OVERDUE', { date, name: namesIn(around.organisation, 'post', superiors, around.at) })];
}

function earliest(moments: readonly number[]): number | null {
  return moments.length === 0 ? null : Math.min(...moments);
}

/** Counted once, and told with what is odd about it. */
function announced(days: number, { organisation, at }: Around): BegunPeriod {
  const statutory = workingDaysOf(organisation, 'statutory', at);
  const unit = workingDaysOf(organisation, 'unit', at);
  const { value, yearsWithoutData } = periodFrom(statutory, at, { days, counting: 'workingDays' });
  const warnings = [
    calendarWarning(statutory, yearsWithoutData),
    vacationWarning({ statutory, unit }, dayOf(at), value.lastDay),
  ];
  return {
    period: { ...value, organisation: organisation.version },
    warnings: warnings.filter((each) => each !== null),
  };
}

/** While it is open to objections; null: it is not published yet. */
export function periodOf(days: number, done: DoneActs, { organisation }: Around): Period | null {
  const published = done[PUBLISH];
  if (published === undefined) return null;
  if (published.period !== undefined) return published.period;
  // From before it was kept: by the calendar of the moment it was published, as it is known now.
  const calendar = workingDaysOf(organisation, 'statutory', published.at);
  return periodFrom(calendar, published.at, { days, counting: 'workingDays' }).value;
}
