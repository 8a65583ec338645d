import { z } from 'zod';
import { dayInChinese, periodFrom, workingDaysOf, type Period } from '../../calendar/index.js';
import { reason } from '../../texts/index.js';
import {
  actPlan,
  JUST_DONE,
  YES_NO,
  type ActPlan,
  type Around,
  type Control,
  type DoneActs,
  type PlannedControl,
  separationIn,
} from '../control.js';

const properties = z.strictObject({
  signs: z.string().optional(),
  /** Working days that it lasts, the day of publishing not counted. */
  days: z
    .string()
    .regex(/^[1-9]\d{0,2}$/)
    .transform(Number),
});
type Properties = z.infer<typeof properties>;

const PUBLISH = 'publish';
const CLOSE = 'close';
const ANSWER = 'answer';
/** An objection, and the act that answers it: `object:2`, `answer:2`. */
const OBJECT = 'object';

/**
 * 公示: published, open to objections for so many working days, closed at 00:00 after the last one (domain README §0.3). An objection that nobody has
 * dealt with stops the exit; one that is upheld ends it.
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
      { ...actPlan(publish, { answers: JUST_DONE }), title: '发布公示' },
      { ...actPlan(answer), title: '处理异议' },
    ];
  },
  next: (_control, done) => {
    if (done[PUBLISH] === undefined) return { kind: 'open', acts: [PUBLISH] };
    const objections = objectionsOf(done);
    if (objections.some(({ answered }) => answered === 'approve')) return { kind: 'ended', outcome: 'failed' };
    if (done[CLOSE] !== undefined) return { kind: 'ended', outcome: 'passed' };
    const unanswered = objections.filter(({ answered }) => answered === undefined);
    return { kind: 'open', acts: [...unanswered.map(({ number }) => `${ANSWER}:${number}`), CLOSE] };
  },
  actNamed: ({ acts }, name): ActPlan | undefined => {
    const [kind = '', number] = name.split(':');
    const publish = acts.get(PUBLISH);
    if (name === CLOSE && publish !== undefined) return { ...publish, name, title: '结束公示' };
    const answer = acts.get(ANSWER);
    if (kind !== ANSWER || number === undefined || answer === undefined) return undefined;
    return { ...answer, name, title: `处理异议（第${number}件）`, answers: YES_NO };
  },
  against: ({ properties: { days } }, act, _answer, done, around) => {
    if (act !== CLOSE) return [];
    const period = periodOf(days, done, around);
    const open = objectionsOf(done).filter(({ answered }) => answered === undefined).length;
    return [
      ...(period !== null && around.at < period.end
        ? [reason('PUBLICITY_SHORT', { n: days, date: dayInChinese(period.lastDay) })]
        : []),
      ...(open > 0 ? [reason('OBJECTION_OPEN', { n: open })] : []),
    ];
  },
  constraints: (activity) => [
    separationIn(activity, `${activity.name}：发布与处理异议`, [PUBLISH, ANSWER], ['person']),
    separationIn(activity, `${activity.name}：提出与处理异议`, [OBJECT, ANSWER], ['person']),
  ],
};

/** From being published until it is closed, also when the last day has passed. */
export function isOpenToObjections(control: PlannedControl | undefined, done: DoneActs): boolean {
  return control?.control.kind === 'publicity' && done[PUBLISH] !== undefined;
}

export function nextObjection(done: DoneActs): string {
  return `${OBJECT}:${objectionsOf(done).length + 1}`;
}

/** While it is open to objections; null: it is not published yet. */
export function periodOf(days: number, done: DoneActs, { organisation }: Around): Period | null {
  const published = done[PUBLISH];
  if (published === undefined) return null;
  // By the calendar of the moment it was published.
  const calendar = workingDaysOf(organisation, 'statutory', published.at);
  return periodFrom(calendar, published.at, { days, counting: 'workingDays' }).value;
}

function objectionsOf(done: DoneActs): { readonly number: string; readonly answered: string | undefined }[] {
  return Object.keys(done).flatMap((name) => {
    const [kind, number] = name.split(':');
    return kind === OBJECT && number !== undefined ? [{ number, answered: done[`${ANSWER}:${number}`]?.answer }] : [];
  });
}
