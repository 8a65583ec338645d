import { z } from 'zod';
import type { Answer } from '../../work/state.js';
import { titleOf } from '../../texts/index.js';
import { actPlan, JUST_DONE, YES_NO, type ActPlan, type Control, type DoneActs } from '../control.js';

/**
 * 报备: filed by one side, received by the other, which notes it, asks for more papers, or raises an objection of procedure (程序异议). When it was filed is
 * what a meeting asks for later: asking for more stops no clock (domain §2.d, M7).
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
      ...actPlan(act, { answers: act.name === FILE ? JUST_DONE : RECEIVED }),
      title: titleOf(act.name === FILE ? 'file' : 'receive'),
    }));
  },
  next: (_control, done) => {
    if (done[FILE] === undefined) return { kind: 'open', acts: [FILE] };
    const asked = timesAsked(done);
    const received = done[receiving(asked)];
    if (received !== undefined) return { kind: 'ended', outcome: received.answer === 'approve' ? 'passed' : 'failed' };
    const isSupplied = asked === 0 || done[supplying(asked)] !== undefined;
    return { kind: 'open', acts: [isSupplied ? receiving(asked) : supplying(asked)] };
  },
  actNamed: ({ acts }, name): ActPlan | undefined => {
    const [kind, number] = name.split(':');
    const [file, receive] = [acts.get(FILE), acts.get(RECEIVE)];
    if (number === undefined || file === undefined || receive === undefined) return undefined;
    if (kind === SUPPLY) return { ...file, name, title: titleOf('supply', { number }) };
    return kind === RECEIVE ? { ...receive, name, title: titleOf('receiveAgain', { number }) } : undefined;
  },
};
export const FILE = 'file';
export const RECEIVE = 'receive';
const SUPPLY = 'supply';
const RECEIVED: readonly Answer[] = [...YES_NO, 'supplement'];

/** How often more papers were asked for. */
function timesAsked(done: DoneActs): number {
  let times = 0;
  while (done[receiving(times)]?.answer === 'supplement') times++;
  return times;
}

function receiving(times: number): string {
  return times === 0 ? RECEIVE : `${RECEIVE}:${times}`;
}

function supplying(times: number): string {
  return `${SUPPLY}:${times}`;
}
