import { Controller, Inject, Redirect } from '@nestjs/common';
import { sessionOperations as operations, type InputOf, type ProblemCode } from '@quanheng/contracts';
import type { FastifyRequest } from 'fastify';
import { Context, Input, Operation } from '../../http/operation.js';
import { ProblemError } from '../../http/problem-error.js';
import type { RequestContext } from '../../http/request-context.js';
import { sessionCookie, setOidcCookie, setSessionCookie, takeOidcCookie } from '../cookies.js';
import { IDENTITY, type Identity } from '../identity.js';
import { personOfAccount } from '../sessions.js';
import { readJourney, writeJourney, type Journey } from './journey.js';
import type { OidcProvider } from './provider.js';

interface Destination {
  readonly url: string;
  readonly statusCode: 302;
}
const to = (url: string): Destination => ({ url, statusCode: 302 });
/** A person looks at this, so it is a page and no problem document. */
const withProblem = (code: ProblemCode): Destination => to(`/?problem=${code}`);

/** Signing in at the identity provider. Which account a subject signs in with is a fact of the organisation; nobody gets one by signing in. */
@Controller()
export class OidcController {
  constructor(@Inject(IDENTITY) private readonly identity: Identity) {}

  @Redirect()
  @Operation(operations.beginOidc)
  async begin(
    @Input() { query }: InputOf<typeof operations.beginOidc>,
    @Context() { reply }: RequestContext,
  ): Promise<Destination> {
    const provider = this.provider();
    const unit = query.unit ?? (await this.identity.signIn.usualUnit());
    const plan = { unit, returnTo: query.returnTo ?? '/', fresh: query.fresh === 'true' };
    try {
      const { url, journey } = await provider.begin(plan);
      setOidcCookie(reply, writeJourney(journey), this.identity.parts.config);
      return to(url.href);
    } catch (error) {
      this.identity.parts.logger.error({ err: error }, 'the identity provider cannot be reached');
      return withProblem('unavailable');
    }
  }

  @Redirect()
  @Operation(operations.finishOidc)
  async finish(
    @Input() _input: InputOf<typeof operations.finishOidc>,
    @Context() { request, reply }: RequestContext,
  ): Promise<Destination> {
    const provider = this.provider();
    const { parts, sessions } = this.identity;
    const brought = takeOidcCookie(request, reply, parts.config);
    const journey = brought === null ? null : readJourney(brought);
    const token = journey === null ? null : await this.openSession(provider, journey, request);
    if (journey === null || token === null) return withProblem('sign-in-failed');
    const former = sessionCookie(request, parts.config);
    if (former !== null) await sessions.end(former);
    setSessionCookie(reply, token, parts.config);
    return to(journey.returnTo);
  }

  /** Null: not signed in, for whatever reason; the log tells it. */
  private async openSession(provider: OidcProvider, journey: Journey, request: FastifyRequest): Promise<string | null> {
    const { parts, sessions } = this.identity;
    const { unit } = journey;
    const mark = request.url.indexOf('?');
    const query = mark < 0 ? '' : request.url.slice(mark);
    let proved;
    try {
      proved = await provider.finish(query, journey);
    } catch (error) {
      parts.logger.warn({ err: error, unit, address: request.ip }, 'signing in at the identity provider failed');
      return null;
    }
    const now = parts.surroundings.now();
    const view = await parts.organisation.view(unit);
    const account = view.accountBySubject(proved.subject, now)?.id;
    if (account === undefined || personOfAccount(view, account, now) === null) {
      parts.logger.warn({ unit, address: request.ip }, 'the identity provider knows somebody who has no account');
      return null;
    }
    parts.logger.info({ unit, account, address: request.ip }, 'signed in at the identity provider');
    const authenticatedAt = Math.min(proved.authenticatedAt, now);
    return sessions.open({ unit, account, authenticatedAt, credentialAt: null });
  }

  private provider(): OidcProvider {
    const { oidc } = this.identity;
    if (oidc === null)
      throw new ProblemError('not-found', 'No identity provider is configured: sign in with a password.');
    return oidc;
  }
}
