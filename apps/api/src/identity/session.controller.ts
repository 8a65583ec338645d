import { Controller, Inject } from '@nestjs/common';
import { sessionOperations as operations, type InputOf } from '@quanheng/contracts';
import type { FastifyRequest } from 'fastify';
import type { Caller } from '../access/caller.js';
import { Commands } from '../door/commands.js';
import { Context, Input, Operation } from '../http/operation.js';
import { ProblemError } from '../http/problem-error.js';
import type { RequestContext } from '../http/request-context.js';
import { clearSessionCookie, sessionCookie, setSessionCookie } from './cookies.js';
import { IDENTITY, type Identity } from './identity.js';
import { requireOwnOrigin } from './origin.js';
import { requireGoodPassword } from './password-rules.js';
import { currentSession, describeSession, type CurrentSession, type Session } from './own-session.js';

@Controller()
export class SessionController {
  constructor(
    @Inject(IDENTITY) private readonly identity: Identity,
    private readonly commands: Commands,
  ) {}

  @Operation(operations.signIn)
  async signIn(@Input() { body }: InputOf<typeof operations.signIn>, @Context() { request, reply }: RequestContext) {
    const { config } = this.identity.parts;
    requireOwnOrigin(request, config.origins);
    const token = await this.identity.signIn.withPassword(body, request.ip);
    await this.endSessionOf(request);
    setSessionCookie(reply, token, config);
    return this.describe(token);
  }

  @Operation(operations.readSession)
  async read(@Input() _input: InputOf<typeof operations.readSession>, @Context() { caller, request }: RequestContext) {
    if (caller.principal.kind === 'worker') return ofWorker(caller, caller.principal.account);
    return this.describe((await this.current(request)).token);
  }

  @Operation(operations.signOut)
  async signOut(
    @Input() _input: InputOf<typeof operations.signOut>,
    @Context() { request, reply }: RequestContext,
  ): Promise<void> {
    await this.endSessionOf(request);
    clearSessionCookie(reply, this.identity.parts.config);
  }

  @Operation(operations.reauthenticate)
  async reauthenticate(
    @Input() { body }: InputOf<typeof operations.reauthenticate>,
    @Context() { request, reply }: RequestContext,
  ) {
    const { token, signedIn } = await this.current(request);
    const { unit, account } = signedIn.row;
    const credentialAt = await this.identity.signIn.again(unit, account, body.password, request.ip);
    const authenticatedAt = this.identity.parts.surroundings.now();
    const renewed = await this.identity.sessions.renew(token, signedIn, { authenticatedAt, credentialAt });
    setSessionCookie(reply, renewed, this.identity.parts.config);
    return this.describe(renewed);
  }

  @Operation(operations.changePassword)
  async changePassword(
    @Input() { body }: InputOf<typeof operations.changePassword>,
    @Context() context: RequestContext,
  ) {
    const { request, reply, caller } = context;
    const { signIn, passwords, sessions, parts } = this.identity;
    const { signedIn } = await this.current(request);
    const { unit, account, expiresAt } = signedIn.row;
    await signIn.again(unit, account, body.oldPassword, request.ip);
    const view = await parts.organisation.view(unit);
    const login = view.fact('account', account, parts.surroundings.now())?.data.login ?? account;
    requireGoodPassword(body.newPassword, { login });
    if (body.newPassword === body.oldPassword) {
      throw new ProblemError('invalid', '新口令不能与原口令相同。', { subject: 'newPassword' });
    }
    const hash = await passwords.hash(body.newPassword);
    const changes = [{ change: 'credential', account, hash, mustChange: false }] as const;
    // A new salt makes each try another command, so no idempotency key could fit it.
    await this.commands.run(
      { kind: 'changeOrganisation', changes },
      { query: {} },
      { caller, key: undefined, request, reply },
    );
    await sessions.endAllOf(unit, account);
    const credential = await parts.queries.credential(unit, account);
    const proof = { authenticatedAt: parts.surroundings.now(), credentialAt: credential?.changedAt ?? null };
    const token = await sessions.open({ unit, account, ...proof }, expiresAt);
    setSessionCookie(reply, token, parts.config);
    return this.describe(token);
  }

  private current(request: FastifyRequest): Promise<CurrentSession> {
    return currentSession(this.identity, request);
  }

  private async endSessionOf(request: FastifyRequest): Promise<void> {
    const token = sessionCookie(request, this.identity.parts.config);
    if (token !== null) await this.identity.sessions.end(token);
  }

  private describe(token: string): Promise<Session> {
    return describeSession(this.identity, token);
  }
}

function ofWorker({ unit, roles }: Caller, account: string): Session {
  return {
    ...{ unit, account, person: null, roles: [...roles], mustChangePassword: false },
    ...{ authenticatedAt: null, expiresAt: null, idleTimeout: null, csrfToken: null },
  };
}
