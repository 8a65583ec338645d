import { PROBLEMS, type Problem, type ProblemCode } from '@quanheng/contracts';

type Extra = Partial<Pick<Problem, 'reasons' | 'entry' | 'errors' | 'subject' | 'details'>>;

/** Thrown anywhere while a request is handled; becomes the answer (RFC 9457). */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';

  constructor(
    readonly code: ProblemCode,
    /** What is wrong and what to do, for people. */
    readonly detail: string,
    readonly extra: Extra = {},
    /** Seconds after which it may be tried again. */
    readonly retryAfter?: number,
  ) {
    super(`${code}: ${detail}`);
  }

  /** @param request the id of the request */
  toProblem(request: string): Problem {
    const { status, title } = PROBLEMS[this.code];
    return {
      type: `urn:quanheng:problem:${this.code}`,
      title,
      status,
      code: this.code,
      detail: this.detail,
      instance: request,
      ...this.extra,
    };
  }
}
