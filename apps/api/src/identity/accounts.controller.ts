import { Controller, Inject } from '@nestjs/common';
import { accountOperations as operations, type InputOf } from '@quanheng/contracts';
import type { Fact } from '@quanheng/runtime/ports';
import { Commands } from '../door/commands.js';
import { Context, Input, Operation } from '../http/operation.js';
import { ProblemError } from '../http/problem-error.js';
import type { RequestContext } from '../http/request-context.js';
import { IDENTITY, type Identity } from './identity.js';
import { requireGoodPassword } from './password-rules.js';
import { requireRecentProof } from './recent.js';

type Account = Extract<Fact, { kind: 'account' }>;

/** What the security administrator does with the accounts of others. */
@Controller()
export class AccountsController {
  constructor(
    @Inject(IDENTITY) private readonly identity: Identity,
    private readonly commands: Commands,
  ) {}

  @Operation(operations.resetPassword)
  async resetPassword(
    @Input() { params, body }: InputOf<typeof operations.resetPassword>,
    @Context() context: RequestContext,
  ): Promise<void> {
    const account = await this.accountOfOther(params.account, 'person', context);
    requireGoodPassword(body.password, account.data);
    const hash = await this.identity.passwords.hash(body.password);
    await this.setCredential(account.id, hash, true, context);
    await this.identity.sessions.endAllOf(context.caller.unit, account.id);
  }

  @Operation(operations.renewToken)
  async renewToken(@Input() { params }: InputOf<typeof operations.renewToken>, @Context() context: RequestContext) {
    const { id } = await this.accountOfOther(params.account, 'worker', context);
    const { token, hash } = this.identity.workers.issue(context.caller.unit, id);
    await this.setCredential(id, hash, false, context);
    return { token };
  }

  @Operation(operations.dropPasskeys)
  async dropPasskeys(
    @Input() { params }: InputOf<typeof operations.dropPasskeys>,
    @Context() { caller }: RequestContext,
  ) {
    return { dropped: await this.identity.parts.passkeys.dropAllOf(caller.unit, params.account) };
  }

  @Operation(operations.endSessions)
  async endSessions(
    @Input() { params }: InputOf<typeof operations.endSessions>,
    @Context() { caller }: RequestContext,
  ) {
    return { ended: await this.identity.sessions.endAllOf(caller.unit, params.account) };
  }

  private async accountOfOther(
    id: string,
    kind: Account['data']['kind'],
    { caller }: RequestContext,
  ): Promise<Account> {
    const { parts } = this.identity;
    const now = parts.surroundings.now();
    requireRecentProof(caller, parts.config.recent, now);
    const view = await parts.organisation.view(caller.unit);
    const account = view.fact('account', id, now);
    if (account?.data.kind !== kind) throw new ProblemError('not-found', `没有可用的账号 ${id}。`);
    const isOwn = caller.principal.kind === 'person' && caller.principal.person === account.data.person;
    if (isOwn) throw new ProblemError('invalid', '本人账号的口令请通过“修改口令”办理。', { subject: 'account' });
    return account;
  }

  /** A new salt or token makes each try another command, so no idempotency key could fit it. */
  private async setCredential(
    account: string,
    hash: string,
    mustChange: boolean,
    { caller, request, reply }: RequestContext,
  ): Promise<void> {
    const changes = [{ change: 'credential', account, hash, mustChange }] as const;
    const context = { caller, key: undefined, request, reply };
    await this.commands.run({ kind: 'changeOrganisation', changes }, { query: {} }, context);
  }
}
