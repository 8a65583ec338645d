import { z } from 'zod';
import { actPlan, isDisapproved, type Control } from '../control.js';

const ONE_CHECK = { name: 'check', duties: [], assigns: [], evidence: [], properties: [], basis: [] };

/** 检查: everybody who is to check says that it is right, or one says that it is not. A check that said no is not a check that was done. */
export const check: Control = {
  kind: 'check',
  properties: z.strictObject({ signs: z.string().optional(), verify: z.string().optional() }),
  actProperties: ['verify'],
  outcomes: ['passed', 'failed'],
  acts: ({ acts, properties }) =>
    acts.length > 0 ? acts.map((act) => actPlan(act)) : [{ ...actPlan({ ...ONE_CHECK, properties }), title: '' }],
  next: ({ acts }, done) => {
    if (isDisapproved(done)) return { kind: 'ended', outcome: 'failed' };
    const left = [...acts.keys()].filter((name) => done[name] === undefined);
    return left.length === 0 ? { kind: 'ended', outcome: 'passed' } : { kind: 'open', acts: left };
  },
};
