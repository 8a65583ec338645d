import type { JobReader, LockedJob, Surroundings, WorkSource } from '@quanheng/runtime/ports';

/**
 * Gives back a job whose instance takes no results now, such as a suspended one. What resumes the instance makes its jobs due that nobody has taken: if
 * that was just now it has left this one alone, so the instance is looked at once more.
 */
export async function passOver(
  source: Pick<WorkSource, 'deferJob'>,
  reader: JobReader,
  surroundings: Pick<Surroundings, 'now'>,
  job: LockedJob,
  until: number,
): Promise<void> {
  await source.deferJob(job, job.lock, until);
  if ((await reader.read(job)) !== null) await source.deferJob(job, null, surroundings.now());
}
