import type { Problem, ProblemCode } from '@quanheng/contracts';

export type Reason = NonNullable<Problem['reasons']>[number];

/** What the server answered instead of a result; `unreachable`: nothing was answered. Clients switch on the code. */
export class ApiProblem extends Error {
  constructor(
    readonly code: ProblemCode | 'unreachable',
    readonly detail: string,
    readonly problem: Problem | null = null,
    /** Seconds after which it may be tried again. */
    readonly retryAfter: number | null = null,
  ) {
    super(`${code}: ${detail}`);
    this.name = 'ApiProblem';
  }

  /** Why the rules do not allow it, the headline first. */
  get reasons(): readonly Reason[] {
    return this.problem?.reasons ?? [];
  }

  /** True where the same request may succeed a moment later, and is carried out once. */
  get isPassing(): boolean {
    return this.code === 'unreachable' || this.code === 'busy' || this.code === 'unavailable';
  }
}

/** Any answer that is no success. Something between us and the server may answer in a form of its own. */
export async function problemOf(response: Response): Promise<ApiProblem> {
  const retry = Number(response.headers.get('retry-after'));
  const retryAfter = Number.isFinite(retry) && retry > 0 ? retry : null;
  const isOurs = response.headers.get('content-type')?.startsWith('application/problem+json') ?? false;
  if (!isOurs) return new ApiProblem('unavailable', `HTTP ${response.status}`, null, retryAfter);
  const problem = (await response.json()) as Problem;
  return new ApiProblem(problem.code, problem.detail, problem, retryAfter);
}
