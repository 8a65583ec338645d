import { Controller, Inject } from '@nestjs/common';
import { sessionOperations as operations, type InputOf } from '@quanheng/contracts';
import type { PasskeyRow } from '@quanheng/runtime/ports';
import type { FastifyRequest } from 'fastify';
import { Context, Input, Operation } from '../../http/operation.js';
import { ProblemError } from '../../http/problem-error.js';
import type { RequestContext } from '../../http/request-context.js';
import { sessionCookie, setSessionCookie } from '../cookies.js';
import { IDENTITY, type Identity } from '../identity.js';
import { requireOwnOrigin } from '../origin.js';
import { currentSession, describeSession } from '../own-session.js';
import { requireRecentProof } from '../recent.js';
import type { Owner } from './passkeys.js';

@Controller()
export class PasskeysController {
  constructor(@Inject(IDENTITY) private readonly identity: Identity) {}

  @Operation(operations.listPasskeys)
  async list(@Input() _input: InputOf<typeof operations.listPasskeys>, @Context() { request }: RequestContext) {
    const { unit, account } = await this.owner(request);
    return { items: (await this.identity.parts.passkeys.of(unit, account)).map(viewOf) };
  }

  @Operation(operations.beginPasskey)
  async begin(@Input() _input: InputOf<typeof operations.beginPasskey>, @Context() context: RequestContext) {
    this.requireProof(context);
    return { options: { ...(await this.identity.passkeys.begin(await this.owner(context.request))) } };
  }

  @Operation(operations.addPasskey)
  async add(@Input() { body }: InputOf<typeof operations.addPasskey>, @Context() context: RequestContext) {
    this.requireProof(context);
    const { name, answer } = body;
    const owner = await this.owner(context.request);
    return viewOf(await this.identity.passkeys.add(owner, name, answer, originOf(context.request)));
  }

  @Operation(operations.dropPasskey)
  async drop(@Input() { params }: InputOf<typeof operations.dropPasskey>, @Context() { request }: RequestContext) {
    const { unit, account } = await this.owner(request);
    const dropped = await this.identity.parts.passkeys.drop(unit, account, params.passkey);
    if (!dropped) throw new ProblemError('not-found', 'You have no such passkey.');
    this.identity.parts.logger.info({ unit, account, passkey: params.passkey }, 'a passkey was thrown away');
  }

  @Operation(operations.beginPasskeyProof)
  async beginProof(
    @Input() _input: InputOf<typeof operations.beginPasskeyProof>,
    @Context() { request }: RequestContext,
  ) {
    requireOwnOrigin(request, this.identity.parts.config.origins);
    return { options: { ...(await this.identity.passkeys.beginProof()) } };
  }

  @Operation(operations.signInWithPasskey)
  async signIn(
    @Input() { body }: InputOf<typeof operations.signInWithPasskey>,
    @Context() { request, reply }: RequestContext,
  ) {
    const { parts, passkeys, sessions } = this.identity;
    requireOwnOrigin(request, parts.config.origins);
    const token = await passkeys.signIn(body.answer, originOf(request), request.ip);
    const before = sessionCookie(request, parts.config);
    if (before !== null) await sessions.end(before);
    setSessionCookie(reply, token, parts.config);
    return describeSession(this.identity, token);
  }

  @Operation(operations.reauthenticateWithPasskey)
  async again(
    @Input() { body }: InputOf<typeof operations.reauthenticateWithPasskey>,
    @Context() { request, reply }: RequestContext,
  ) {
    const { parts, passkeys, sessions } = this.identity;
    const { token, signedIn } = await currentSession(this.identity, request);
    const proof = await passkeys.again(signedIn.row, body.answer, originOf(request));
    const renewed = await sessions.renew(token, signedIn, proof);
    setSessionCookie(reply, renewed, parts.config);
    return describeSession(this.identity, renewed);
  }

  private requireProof({ caller }: RequestContext): void {
    const { parts } = this.identity;
    requireRecentProof(caller, parts.config.recent, parts.surroundings.now());
  }

  private async owner(request: FastifyRequest): Promise<Owner> {
    const { unit, account } = (await currentSession(this.identity, request)).signedIn.row;
    return { unit, account };
  }
}

/** What the page says it is; it is signed, too, and both have to agree with what is configured. */
function originOf({ headers }: FastifyRequest): string {
  return headers.origin ?? '';
}

function viewOf({ key, name, createdAt, usedAt }: PasskeyRow) {
  return { id: key, name, createdAt, usedAt };
}
