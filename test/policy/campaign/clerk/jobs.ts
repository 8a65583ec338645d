import type { JobRow, Principal } from '@quanheng/runtime/ports';
import { UNIT } from '../../../contract/office.js';
import type { Given, Scene } from './scene.js';

const HANDLERS = ['treasury-payment', 'prepare'];

/** A job of the instance that somebody took; or all that wait are taken. */
export async function job(scene: Scene, instance: string): Promise<Given | null> {
  const { now } = scene;
  // Of what was taken too long ago somebody else may have the lock: now and then that is tried all the same.
  if (scene.dice.chance(0.9)) scene.locked = scene.locked.filter(({ lockedUntil }) => (lockedUntil ?? 0) > now);
  if (!scene.locked.some((row) => row.instance === instance)) {
    const token = (): string => `lock-${++scene.made}`;
    const request = { unit: null, handlers: HANDLERS, limit: 20, now, until: now + 120_000, token };
    scene.locked.push(...(await scene.campaign.store.workSource.lockJobs(request)));
  }
  const row = scene.locked.find((each) => each.instance === instance);
  if (row === undefined) return null;
  scene.locked = scene.locked.filter((each) => each !== row);
  return answerJob(scene, row);
}

function answerJob(scene: Scene, { instance, job, lock, handler }: JobRow): Given {
  const { dice } = scene;
  const principal: Principal = { kind: 'system', name: `job:${handler}` };
  const of = { instance, job, lock: dice.chance(0.95) ? (lock ?? '') : 'forged' };
  const throws = handler === 'prepare' ? 0.5 : 0.02;
  if (dice.chance(throws))
    return { principal, command: { kind: 'throwJobError', ...of, code: 'E', variables: scene.some() } };
  if (dice.chance(0.05)) return { principal, command: { kind: 'failJob', ...of, message: '银行未应答' } };
  return { principal, command: { kind: 'completeJob', ...of, variables: dice.chance(0.1) ? scene.filled() : {} } };
}

export async function forgedJob(scene: Scene, instance: string): Promise<Given> {
  const { dice } = scene;
  const { rows } = await scene.queries.jobs(UNIT, { instance }, { limit: 10 });
  const row = rows[0];
  const of = { instance, job: row?.job ?? dice.below(12), lock: dice.chance(0.5) ? (row?.lock ?? 'none') : 'forged' };
  const principal = scene.anybody();
  if (dice.chance(0.3)) return { principal, command: { kind: 'throwJobError', ...of, code: 'E' } };
  return { principal, command: { kind: 'completeJob', ...of, variables: scene.some() } };
}
