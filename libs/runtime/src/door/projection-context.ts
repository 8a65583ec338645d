import type { Deadline } from '@quanheng/policy/ports';
import type { JobKey, JobRow, Notice } from '../ports/index.js';
import type { ChangeCollector } from './change-collector.js';

export interface ProjectionContext {
  readonly changes: ChangeCollector;
  readonly notices: Notice[];
  readonly at: number;
  readonly newId: () => string;
  /** When a job that failed may be tried again. */
  readonly retryAt: number;
  /** What the policy waits for in the instance as it is afterwards. */
  readonly deadlines: () => readonly Deadline[];
  /** The row of a job as it is within the batch; undefined: not read, or gone. */
  readonly job: (key: JobKey) => JobRow | undefined;
}
