import { Controller, Inject } from '@nestjs/common';
import { besideOperations as operations, type InputOf } from '@quanheng/contracts';
import { readSaid } from '@quanheng/runtime';
import type { CopyRow } from '@quanheng/runtime/ports';
import { personOf } from '../access/caller.js';
import { Visibility } from '../access/visibility.js';
import { Commands } from '../door/commands.js';
import { Context, Input, Operation } from '../http/operation.js';
import { pageOf, pageRequest } from '../http/page.js';
import type { RequestContext } from '../http/request-context.js';
import { PARTS, type Parts } from '../parts.js';

@Controller()
export class BesideController {
  constructor(
    @Inject(PARTS) private readonly parts: Pick<Parts, 'queries'>,
    private readonly commands: Commands,
    private readonly visibility: Visibility,
  ) {}

  @Operation(operations.listCopies)
  async copies(@Input() { query }: InputOf<typeof operations.listCopies>, @Context() { caller }: RequestContext) {
    const { box, process } = query;
    const filter = {
      ...{ unit: caller.unit, person: personOf(caller) ?? '', isRead: box === 'ccToMe' },
      ...(process === undefined ? {} : { process }),
    };
    return pageOf(await this.parts.queries.copies(filter, pageRequest(query)), copyView);
  }

  @Operation(operations.copyInstance)
  copy(@Input() input: InputOf<typeof operations.copyInstance>, @Context() context: RequestContext) {
    return this.commands.run({ kind: 'copyInstance', ...input.params, ...input.body }, input, context);
  }

  @Operation(operations.acknowledgeCopy)
  acknowledge(@Input() input: InputOf<typeof operations.acknowledgeCopy>, @Context() context: RequestContext) {
    return this.commands.run({ kind: 'acknowledgeCopy', ...input.params }, input, context);
  }

  @Operation(operations.listComments)
  async comments(@Input() { params }: InputOf<typeof operations.listComments>, @Context() { caller }: RequestContext) {
    const { unit, id } = await this.visibility.instance(caller, params.instance);
    return { items: await readSaid(this.parts.queries, unit, id) };
  }

  @Operation(operations.commentInstance)
  comment(@Input() input: InputOf<typeof operations.commentInstance>, @Context() context: RequestContext) {
    return this.commands.run({ kind: 'commentInstance', ...input.params, ...input.body }, input, context);
  }

  @Operation(operations.urgeItem)
  urge(@Input() input: InputOf<typeof operations.urgeItem>, @Context() context: RequestContext) {
    return this.commands.run({ kind: 'urgeWork', ...input.params, ...input.body }, input, context);
  }
}

function copyView({ instance, process, businessKey, number, by, at, readAt }: CopyRow) {
  return { instance, process, businessKey, number, by, at, readAt };
}
