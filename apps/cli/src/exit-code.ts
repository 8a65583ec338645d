/** Exit codes of every command, from best to worst. */
export const EXIT = {
  good: 0,
  /** An expectation failed, or a finding is an error. */
  failed: 1,
  invalidInput: 2,
  usage: 3,
} as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
