import { z } from 'zod';
import type { ActSpec } from '../../model/index.js';
import { actPlan, isDisapproved, separationIn, wordsOf, type Control } from '../control.js';

/** `before`: the pen that must wait for this pre-check. */
const beforeOf = ({ properties }: ActSpec): string | undefined => wordsOf(properties, 'before')[0];

/**
 * 两支笔会签: two pens of two persons, departments and leader lines on the same contents, in any order, each perhaps behind a pre-check of its own
 * side (domain §2.c). One control, so that one pen alone never reaches what comes after.
 */
export const dualSignature: Control = {
  kind: 'dualSignature',
  properties: z.strictObject({ signs: z.string().optional() }),
  actProperties: ['verify', 'before'],
  outcomes: ['passed', 'failed'],
  acts: ({ acts }) => {
    const checks = acts.filter((act) => beforeOf(act) !== undefined);
    const pens = acts.filter((act) => beforeOf(act) === undefined);
    if (pens.length !== 2) {
      return { wrong: `两支笔会签须正好有两个签字动作（现有 ${pens.length} 个）；前置审核请写明 before=签字动作。` };
    }
    const stray = checks.find((act) => !pens.some(({ name }) => name === beforeOf(act)));
    if (stray !== undefined) return { wrong: `前置审核“${stray.name}”的 before 须为两个签字动作之一。` };
    const unassigned = pens.find(({ assigns }) => assigns.length === 0);
    if (unassigned !== undefined) return { wrong: `签字动作“${unassigned.name}”须写明由哪个岗位签字（qh:assign）。` };
    return acts.map((act) => actPlan(act, { isPen: beforeOf(act) === undefined }));
  },
  next: ({ activity, acts }, done) => {
    if (isDisapproved(done)) return { kind: 'ended', outcome: 'failed' };
    const left = [...acts.values()].filter(({ name }) => done[name] === undefined);
    if (left.every(({ isPen }) => !isPen)) return { kind: 'ended', outcome: 'passed' };
    const waits = (pen: string): boolean =>
      (activity.control?.acts ?? []).some((act) => beforeOf(act) === pen && done[act.name] === undefined);
    return { kind: 'open', acts: left.filter(({ name, isPen }) => !isPen || !waits(name)).map(({ name }) => name) };
  },
  constraints: (activity) => {
    const pens = (activity.control?.acts ?? []).filter((act) => beforeOf(act) === undefined).map(({ name }) => name);
    return [separationIn(activity, `${activity.name}：两支笔`, pens, ['person', 'department', 'leader'])];
  },
};
