import { Controller } from '@nestjs/common';
import { exceptionOperations as operations, type InputOf } from '@quanheng/contracts';
import type { Work } from '@quanheng/policy';
import { Visibility } from '../access/visibility.js';
import { Commands } from '../door/commands.js';
import { Context, Input, Operation } from '../http/operation.js';
import type { RequestContext } from '../http/request-context.js';

@Controller()
export class ExceptionsController {
  constructor(
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

  @Operation(operations.readExceptions)
  async read(@Input() { params }: InputOf<typeof operations.readExceptions>, @Context() { caller }: RequestContext) {
    const { state } = await this.visibility.instance(caller, params.instance);
    const { freezes = [], alerts = [] } = (JSON.parse(state.work) as Work).exceptions ?? {};
    return { freezes: freezes.map(({ why, at, by, until }) => ({ why, at, by, until })), alerts: [...alerts] };
  }
}
