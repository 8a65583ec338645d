import { createHash } from 'node:crypto';
import { Controller, Inject } from '@nestjs/common';
import { officeOperations as operations, type InputOf } from '@quanheng/contracts';
import type { Work } from '@quanheng/policy';
import type { HandOverMatter } from '@quanheng/runtime/ports';
import { Visibility } from '../access/visibility.js';
import { Commands } from '../door/commands.js';
import { Context, Input, Operation } from '../http/operation.js';
import { ProblemError } from '../http/problem-error.js';
import type { RequestContext } from '../http/request-context.js';
import { PARTS, type Parts } from '../parts.js';
import { Matters } from './matters.js';
import { handOverResult, type HandOverResult } from './views.js';

/** Corrections and hand-overs. */
@Controller()
export class OfficeController {
  private readonly matters: Matters;

  constructor(
    private readonly commands: Commands,
    private readonly visibility: Visibility,
    @Inject(PARTS) parts: Pick<Parts, 'queries' | 'definitions'>,
  ) {
    this.matters = new Matters(parts, visibility);
  }

  @Operation(operations.listCorrections)
  async corrections(
    @Input() { params }: InputOf<typeof operations.listCorrections>,
    @Context() { caller }: RequestContext,
  ) {
    const { state } = await this.visibility.instance(caller, params.instance);
    return { corrections: (JSON.parse(state.work) as Work).corrections ?? [] };
  }

  @Operation(operations.proposeCorrection)
  propose(@Input() input: InputOf<typeof operations.proposeCorrection>, @Context() context: RequestContext) {
    return this.commands.run({ kind: 'proposeCorrection', ...input.params, ...input.body }, input, context);
  }

  @Operation(operations.decideCorrection)
  decide(@Input() input: InputOf<typeof operations.decideCorrection>, @Context() context: RequestContext) {
    return this.commands.run({ kind: 'decideCorrection', ...input.params, ...input.body }, input, context);
  }

  @Operation(operations.listHandOvers)
  async handOvers(
    @Input() { params }: InputOf<typeof operations.listHandOvers>,
    @Context() { caller }: RequestContext,
  ) {
    const { state } = await this.visibility.instance(caller, params.instance);
    return { handOvers: (JSON.parse(state.work) as Work).handOvers ?? [] };
  }

  @Operation(operations.handOver)
  async handOver(@Input() input: InputOf<typeof operations.handOver>, @Context() context: RequestContext) {
    const { instances: _instances, record: _record, ...content } = input.body;
    const named = await this.named(input.body, context);
    const results = [];
    for (const instance of new Set(named)) {
      const key = context.key === undefined ? undefined : keyFor(context.key, instance);
      const command = { kind: 'handOver', instance, ...content } as const;
      results.push(await this.oneOf(command, input, { ...context, key }));
    }
    return { instances: results };
  }

  private async named(
    body: InputOf<typeof operations.handOver>['body'],
    { caller }: RequestContext,
  ): Promise<readonly string[]> {
    const { instances, record } = body;
    if ((instances === undefined) === (record === undefined)) {
      throw new ProblemError('invalid', 'Name either the instances or the record.');
    }
    return record === undefined ? (instances ?? []) : this.matters.under(record, body, caller);
  }

  /** Who was refused too often is put off for the rest of the list, and still told what became of its beginning. */
  private async oneOf(
    command: HandOverMatter,
    input: InputOf<typeof operations.handOver>,
    context: RequestContext,
  ): Promise<HandOverResult> {
    try {
      const answer = await this.commands.answer(command, input, context);
      // The rest would fare no better; what was signed is signed, and the same request may be sent again.
      if (answer.status === 'rejected' && answer.code === 'busy') throw new ProblemError('busy', answer.message, {}, 1);
      return handOverResult(command.instance, answer);
    } catch (error) {
      if (!(error instanceof ProblemError) || error.code !== 'rate-limited') throw error;
      const { code, message } = error;
      return { instance: command.instance, status: 'rejected', reasons: [{ code, message }] };
    }
  }
}

/** One key of the client is one for each instance: the door binds a key to what it was given with. */
function keyFor(key: string, instance: string): string {
  return createHash('sha256').update(`${key}\n${instance}`).digest('hex');
}
