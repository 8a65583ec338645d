import { Controller, Inject } from '@nestjs/common';
import { exceptionOperations as operations, type InputOf } from '@quanheng/contracts';
import type { Work } from '@quanheng/policy';
import { hasRole } from '../access/access.js';
import { Visibility } from '../access/visibility.js';
import { Commands } from '../door/commands.js';
import { Context, Input, Operation } from '../http/operation.js';
import { ProblemError } from '../http/problem-error.js';
import type { RequestContext } from '../http/request-context.js';
import { PARTS, type Parts } from '../parts.js';
import { rechecksOf } from './rechecks.js';

/** Who supervises, and those who see everything anyway. */
const MAY_LOOK_AGAIN = ['DISC', 'operator', 'auditor'];

@Controller()
export class ExceptionsController {
  constructor(
    @Inject(PARTS) private readonly parts: Pick<Parts, 'queries' | 'organisation' | 'surroundings'>,
    private readonly commands: Commands,
    private readonly visibility: Visibility,
  ) {}

  @Operation(operations.freezeInstance)
  freeze(@Input() input: InputOf<typeof operations.freezeInstance>, @Context() context: RequestContext) {
    return this.commands.run({ kind: 'freezeInstance', ...input.params, ...input.body }, input, context);
  }

  @Operation(operations.unfreezeInstance)
  unfreeze(@Input() input: InputOf<typeof operations.unfreezeInstance>, @Context() context: RequestContext) {
    return this.commands.run({ kind: 'unfreezeInstance', ...input.params, ...input.body }, input, context);
  }

  @Operation(operations.askSubstituteReview)
  review(@Input() input: InputOf<typeof operations.askSubstituteReview>, @Context() context: RequestContext) {
    return this.commands.run({ kind: 'askSubstituteReview', ...input.params }, input, context);
  }

  @Operation(operations.listRechecks)
  async rechecks(@Input() { params }: InputOf<typeof operations.listRechecks>, @Context() { caller }: RequestContext) {
    if (!hasRole(caller, MAY_LOOK_AGAIN)) {
      throw new ProblemError('forbidden', 'Only discipline inspection, operators and auditors see what was drawn.');
    }
    const view = await this.parts.organisation.view(caller.unit);
    return rechecksOf(this.parts, view, params.substitute, this.parts.surroundings.now());
  }

  @Operation(operations.readExceptions)
  async read(@Input() { params }: InputOf<typeof operations.readExceptions>, @Context() { caller }: RequestContext) {
    const { state } = await this.visibility.instance(caller, params.instance);
    const { freezes = [], alerts = [] } = (JSON.parse(state.work) as Work).exceptions ?? {};
    return { freezes: freezes.map(({ why, at, by, until }) => ({ why, at, by, until })), alerts: [...alerts] };
  }
}
