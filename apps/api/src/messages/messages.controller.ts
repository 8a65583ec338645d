import { Controller } from '@nestjs/common';
import { messageOperations as operations, type InputOf } from '@quanheng/contracts';
import { Commands } from '../door/commands.js';
import { Context, Input, Operation } from '../http/operation.js';
import type { RequestContext } from '../http/request-context.js';

@Controller()
export class MessagesController {
  constructor(private readonly commands: Commands) {}

  @Operation(operations.publishMessage)
  publish(@Input() input: InputOf<typeof operations.publishMessage>, @Context() context: RequestContext) {
    return this.commands.run({ kind: 'publishMessage', ...input.body }, input, context);
  }

  @Operation(operations.broadcastSignal)
  broadcast(@Input() input: InputOf<typeof operations.broadcastSignal>, @Context() context: RequestContext) {
    return this.commands.run({ kind: 'broadcastSignal', ...input.body }, input, context);
  }
}
