import type { ResultOf, sessionOperations } from '@quanheng/contracts';
import type { FastifyRequest } from 'fastify';
import { ProblemError } from '../http/problem-error.js';
import { sessionCookie } from './cookies.js';
import type { Identity } from './identity.js';
import type { SignedIn } from './sessions.js';
import { csrfTokenOf } from './tokens.js';

export type Session = ResultOf<typeof sessionOperations.readSession>;
type Parts = Pick<Identity, 'sessions' | 'parts'>;
export interface CurrentSession {
  readonly token: string;
  readonly signedIn: SignedIn;
}

/** The session that a request is sent in. @throws ProblemError `not-signed-in` */
export async function currentSession({ sessions, parts }: Parts, request: FastifyRequest): Promise<CurrentSession> {
  const token = sessionCookie(request, parts.config);
  const signedIn = token === null ? null : await sessions.find(token);
  if (token === null || signedIn === null) throw new ProblemError('not-signed-in', 'Sign in first.');
  return { token, signedIn };
}

/** What a page is told of it. @throws ProblemError `not-signed-in` */
export async function describeSession(identity: Parts, token: string): Promise<Session> {
  const { sessions, parts } = identity;
  const signedIn = await sessions.find(token);
  if (signedIn?.caller.principal.kind !== 'person') throw new ProblemError('not-signed-in', 'Sign in first.');
  const { row, caller } = signedIn;
  const { person: id, account, authenticatedAt } = signedIn.caller.principal;
  const view = await parts.organisation.view(row.unit);
  const name = view.fact('person', id, parts.surroundings.now())?.data.name ?? id;
  return {
    ...{ unit: row.unit, account, person: { id, name }, roles: [...caller.roles].sort() },
    ...{ mustChangePassword: caller.mustChangePassword, authenticatedAt, expiresAt: row.expiresAt },
    ...{ idleTimeout: parts.config.session.idle, csrfToken: csrfTokenOf(token) },
  };
}
