import type { JobKey, Surroundings } from '@quanheng/runtime/ports';

/** A job in maps and sets of one process. */
export function keyOf({ instance, job }: JobKey): string {
  return `${instance} ${job}`;
}

/** Stable for all tries of one element instance, and no other's. */
export function idempotencyKey({ instance, job }: JobKey): string {
  return `qh-${instance}-${job}`;
}

/** Nobody guesses it: who has it holds the job. */
export function lockToken(surroundings: Pick<Surroundings, 'random'>): string {
  return Buffer.from(surroundings.random(16)).toString('base64url');
}
