import type { FastifyRequest } from 'fastify';
import type { Principal } from '@quanheng/runtime/ports';

/** Who sends a request, found out once a request. */
export interface Caller {
  readonly principal: Exclude<Principal, { kind: 'system' }>;
  readonly unit: string;
  /** Role codes of the posts that a person holds; those of a worker's account. */
  readonly roles: ReadonlySet<string>;
  /** Keys under which work is offered to the person: `OrganisationView.offers`. */
  readonly offers: readonly string[];
  /** Nothing but the session's own operations is open until the initial password is changed. */
  readonly mustChangePassword: boolean;
}

/** Tells who sends a request. Asked for every request that needs to know, so it keeps what it found for a short while. */
export interface Authenticator {
  /**
   * Null: nobody, or nobody any more.
   * @throws ProblemError `forged-request` when the request carries a session but does not come from a page of ours (CSRF).
   */
  authenticate(request: FastifyRequest): Promise<Caller | null>;
}

/** As entries and rows name the person: the id alone; null for a worker. */
export function personOf({ principal }: Caller): string | null {
  return principal.kind === 'person' ? principal.person : null;
}
