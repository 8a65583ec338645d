import type { Reason } from '../../ports/index.js';
import { reason, titleOf } from '../../texts/index.js';
import { isDiscipline, DISCIPLINE, disciplineOf } from '../../exceptions/discipline.js';
import { actPlan, isDisapproved, JUST_DONE, separationIn, type Control } from '../control.js';
import { overCap } from './cap.js';
import { againstLeader, ledBy } from './leaders.js';
import { properties, type Properties } from './properties.js';

/** 通报: discipline inspection is told before anything else. */
export const INFORM = 'inform';

/**
 * 应急处置单: discipline inspection knows of it, then two leaders of different lines sign, up to an amount; a meeting ratifies it afterwards (domain
 * §6.6). A change of what is signed takes the order away: of all protected data, or of those that `signs` lists.
 */
export const emergency: Control<Properties> = {
  kind: 'emergency',
  properties,
  actProperties: ['verify'],
  outcomes: ['passed', 'failed'],
  acts: ({ acts }) => {
    const [inform, ...leaders] = acts;
    if (inform?.name !== INFORM || leaders.length !== 2) {
      return { wrong: `应急处置单须依次有三个办理动作：${INFORM}（通报纪检监察）和两位不同分管领导的签批。` };
    }
    const unassigned = acts.find(({ assigns }) => assigns.length === 0);
    if (unassigned !== undefined) return { wrong: `“${unassigned.name}”须写明由谁办理（qh:assign）。` };
    return [
      { ...actPlan(inform, { answers: JUST_DONE }), title: titleOf('inform'), isInPerson: true },
      ...leaders.map((act) => ({ ...actPlan(act, { isPen: true }), isReasoned: true, isInPerson: true })),
    ];
  },
  next: ({ acts }, done) => {
    if (done[INFORM] === undefined) return { kind: 'open', acts: [INFORM] };
    if (isDisapproved(done)) return { kind: 'ended', outcome: 'failed' };
    const left = [...acts.keys()].filter((name) => done[name] === undefined);
    return left.length === 0 ? { kind: 'ended', outcome: 'passed' } : { kind: 'open', acts: left };
  },
  against: (control, act, answer, done, around, by): readonly Reason[] => {
    const { organisation, at } = around;
    if (act === INFORM) {
      const name = disciplineOf(organisation, at) || DISCIPLINE;
      return isDiscipline(by.person, organisation, at) ? [] : [reason('EMERGENCY_UNTOLD', { name })];
    }
    const others = [...control.acts.keys()].filter((name) => name !== act && name !== INFORM);
    const signed = others.flatMap((name) => done[name] ?? []);
    const leader = againstLeader(by, signed, around);
    return answer === 'approve' ? [...leader, ...overCap(control.properties, done[INFORM]?.at ?? at, around)] : leader;
  },
  led: ({ post }, act, { organisation, at }) => (act === INFORM ? [] : ledBy(post, organisation, at)),
  constraints: (activity) => {
    const acts = (activity.control?.acts ?? []).map(({ name }) => name);
    return [separationIn(activity, `${activity.name}：通报与签批`, acts, ['person'])];
  },
};
