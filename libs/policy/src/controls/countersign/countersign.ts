import { z } from 'zod';
import { actPlan, type Control, type DoneActs } from '../control.js';

const properties = z.strictObject({
  signs: z.string().optional(),
  mode: z.enum(['all', 'ratio', 'sequential']).default('all'),
  /** Of those asked who must agree, `2/3`: 以上 includes the number (domain §0.3). */
  ratio: z
    .string()
    .regex(/^[1-9]\d{0,2}\/[1-9]\d{0,2}$/)
    .transform((text) => text.split('/').map(Number) as [number, number])
    .refine(([part, whole]) => part <= whole)
    .optional(),
});
type Properties = z.infer<typeof properties>;

/** 会签: all agree, a part of them agrees, or one after the other agrees. */
export const countersign: Control<Properties> = {
  kind: 'countersign',
  properties,
  actProperties: ['verify'],
  outcomes: ['passed', 'failed'],
  acts: ({ acts }, { mode, ratio }) => {
    if (acts.length < 2) return { wrong: '会签至少须有两个办理动作（qh:act）。' };
    if ((mode === 'ratio') !== (ratio !== undefined)) {
      return { wrong: '按比例会签（mode=ratio）须写明比例（ratio，如 2/3）；其他方式不写比例。' };
    }
    return acts.map((act) => actPlan(act));
  },
  next: ({ acts, properties: { mode, ratio } }, done) => {
    const names = [...acts.keys()];
    const needed = ratio === undefined ? names.length : Math.ceil((names.length * ratio[0]) / ratio[1]);
    if (countOf(done, 'disapprove') > names.length - needed) return { kind: 'ended', outcome: 'failed' };
    if (countOf(done, 'approve') >= needed) return { kind: 'ended', outcome: 'passed' };
    const left = names.filter((name) => done[name] === undefined);
    return { kind: 'open', acts: mode === 'sequential' ? left.slice(0, 1) : left };
  },
};

function countOf(done: DoneActs, answer: 'approve' | 'disapprove'): number {
  return Object.values(done).filter((act) => act.answer === answer).length;
}
