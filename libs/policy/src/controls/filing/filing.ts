import { z } from 'zod';
import { titleOf } from '../../texts/index.js';
import { actPlan, JUST_DONE, type Control } from '../control.js';

/**
 * 报备: filed by one side, received by the other, which notes it or raises an objection of procedure (程序异议). When it was filed is what a meeting
 * asks for later (domain §2.d, M7).
 */
export const filing: Control = {
  kind: 'filing',
  properties: z.strictObject({ signs: z.string().optional() }),
  actProperties: ['verify'],
  outcomes: ['passed', 'failed'],
  acts: ({ acts }) => {
    const names = acts.map(({ name }) => name);
    if (acts.length !== 2 || names[0] !== FILE || names[1] !== RECEIVE) {
      return { wrong: `报备须依次有两个办理动作：${FILE}（报备）、${RECEIVE}（接收）。` };
    }
    const unassigned = acts.find(({ assigns }) => assigns.length === 0);
    if (unassigned !== undefined) return { wrong: `“${unassigned.name}”须写明由谁办理（qh:assign）。` };
    return acts.map((act) => ({
      ...actPlan(act, act.name === FILE ? { answers: JUST_DONE } : {}),
      title: titleOf(act.name === FILE ? 'file' : 'receive'),
    }));
  },
  next: (_control, done) => {
    if (done[FILE] === undefined) return { kind: 'open', acts: [FILE] };
    const received = done[RECEIVE];
    if (received === undefined) return { kind: 'open', acts: [RECEIVE] };
    return { kind: 'ended', outcome: received.answer === 'approve' ? 'passed' : 'failed' };
  },
};
export const FILE = 'file';
export const RECEIVE = 'receive';
