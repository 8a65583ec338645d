import { z } from 'zod';
import { actPlan, isDisapproved, type Control } from '../control.js';

/** 书面征求意见: everybody asked answers in writing. Silence is no consent: it waits for as long as it takes, and can be urged. */
export const writtenOpinion: Control = {
  kind: 'writtenOpinion',
  properties: z.strictObject({ signs: z.string().optional() }),
  actProperties: ['verify'],
  outcomes: ['passed', 'failed'],
  acts: ({ acts }) => {
    if (acts.length === 0) return { wrong: '书面征求意见须写明向谁征求（每个单位一个 qh:act）。' };
    const unassigned = acts.find(({ assigns }) => assigns.length === 0);
    if (unassigned !== undefined) return { wrong: `“${unassigned.name}”须写明由谁答复（qh:assign）。` };
    return acts.map((act) => actPlan(act));
  },
  next: ({ acts }, done) => {
    const left = [...acts.keys()].filter((name) => done[name] === undefined);
    // All of them are heard, also after one has said no.
    if (left.length > 0) return { kind: 'open', acts: left };
    return { kind: 'ended', outcome: isDisapproved(done) ? 'failed' : 'passed' };
  },
};
