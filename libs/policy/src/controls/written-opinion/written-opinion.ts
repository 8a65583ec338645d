import { z } from 'zod';
import { periodFrom, workingDaysOf } from '../../calendar/index.js';
import { actPlan, isDisapproved, type Control } from '../control.js';

const properties = z.strictObject({
  signs: z.string().optional(),
  /** Calendar days after which who has not answered has agreed (逾期未答复视为同意), the day of asking not counted; absent: silence is no consent. */
  silenceDays: z
    .string()
    .regex(/^[1-9]\d{0,2}$/)
    .transform(Number)
    .optional(),
});
type Properties = z.infer<typeof properties>;

/**
 * 书面征求意见: everybody asked answers in writing. Silence is no consent: it waits for as long as it takes, and can be urged. Where an article says
 * otherwise, the drawing names it, and the profile excepts it (L17).
 */
export const writtenOpinion: Control<Properties> = {
  kind: 'writtenOpinion',
  properties,
  actProperties: ['verify'],
  outcomes: ['passed', 'failed'],
  acts: ({ acts, basis }, { silenceDays }) => {
    if (acts.length === 0) return { wrong: '书面征求意见须写明向谁征求（每个单位一个 qh:act）。' };
    const unassigned = acts.find(({ assigns }) => assigns.length === 0);
    if (unassigned !== undefined) return { wrong: `“${unassigned.name}”须写明由谁答复（qh:assign）。` };
    if (silenceDays !== undefined && basis.length === 0) {
      return { wrong: '未答复视为同意（silenceDays）须写明所依据的条款（qh:basis）。' };
    }
    return acts.map((act) => actPlan(act));
  },
  next: ({ acts }, done) => {
    const left = [...acts.keys()].filter((name) => done[name] === undefined);
    // All of them are heard, also after one has said no.
    if (left.length > 0) return { kind: 'open', acts: left };
    return { kind: 'ended', outcome: isDisapproved(done) ? 'failed' : 'passed' };
  },
  due: ({ properties: { silenceDays: days } }, _act, _done, { organisation, at }) => {
    if (days === undefined) return null;
    return periodFrom(workingDaysOf(organisation, 'statutory', at), at, { days, counting: 'calendarDays' }).value.end;
  },
  silence: ({ properties: { silenceDays } }) => (silenceDays === undefined ? null : 'approve'),
};
