import { Controller, Inject } from '@nestjs/common';
import { delegationOperations as operations, type InputOf } from '@quanheng/contracts';
import type { Fact } from '@quanheng/runtime/ports';
import { personOf } from '../access/caller.js';
import { Commands } from '../door/commands.js';
import { Context, Input, Operation } from '../http/operation.js';
import type { RequestContext } from '../http/request-context.js';
import { PARTS, type Parts } from '../parts.js';

@Controller()
export class DelegationsController {
  constructor(
    @Inject(PARTS) private readonly parts: Pick<Parts, 'organisation' | 'surroundings'>,
    private readonly commands: Commands,
  ) {}

  @Operation(operations.listDelegations)
  async list(@Input() _input: InputOf<typeof operations.listDelegations>, @Context() { caller }: RequestContext) {
    const view = await this.parts.organisation.view(caller.unit);
    const now = this.parts.surroundings.now();
    const person = personOf(caller) ?? '';
    const all = view
      .delegationsOf(person)
      .toSorted((one, other) => other.from - one.from)
      .map((fact) => viewOf(fact, now));
    return { given: all.filter(({ from }) => from === person), received: all.filter(({ to }) => to === person) };
  }

  @Operation(operations.delegate)
  delegate(@Input() input: InputOf<typeof operations.delegate>, @Context() context: RequestContext) {
    return this.commands.run({ kind: 'delegate', ...input.body, from: input.body.from ?? null }, input, context);
  }

  @Operation(operations.endDelegation)
  end(@Input() input: InputOf<typeof operations.endDelegation>, @Context() context: RequestContext) {
    return this.commands.run({ kind: 'endDelegation', ...input.params }, input, context);
  }
}

type Delegation = Extract<Fact, { kind: 'delegation' }>;

function viewOf({ id: delegation, from: since, to: until, data }: Delegation, now: number) {
  const { from, to, processes, document } = data;
  const isOver = until !== null && until <= now;
  const state = isOver ? ('over' as const) : since > now ? ('coming' as const) : ('inForce' as const);
  return { delegation, from, to, since, until, processes: [...processes], document, state };
}
