import { Controller, Inject } from '@nestjs/common';
import { handingOperations as operations, type InputOf } from '@quanheng/contracts';
import type { Work } from '@quanheng/policy';
import { readOpinions } from '@quanheng/runtime';
import type { TrailRecord } from '@quanheng/runtime/ports';
import { Visibility } from '../access/visibility.js';
import { Commands } from '../door/commands.js';
import { Context, Input, Operation } from '../http/operation.js';
import { ProblemError } from '../http/problem-error.js';
import type { RequestContext } from '../http/request-context.js';
import { PARTS, type Parts } from '../parts.js';

@Controller()
export class HandingController {
  constructor(
    @Inject(PARTS) private readonly parts: Pick<Parts, 'queries'>,
    private readonly commands: Commands,
    private readonly visibility: Visibility,
  ) {}

  @Operation(operations.readItemHanding)
  async read(@Input() { params }: InputOf<typeof operations.readItemHanding>, @Context() { caller }: RequestContext) {
    const { id, unit, state } = await this.visibility.instance(caller, params.instance);
    const row = await this.parts.queries.item(id, params.item);
    if (row === null) throw new ProblemError('not-found', `The instance has no work item ${params.item}.`);
    const { items } = JSON.parse(state.work) as Pick<Work, 'items'>;
    const { addition, passed = [] } = items[params.item] ?? {};
    const trail = JSON.parse(state.trail) as readonly TrailRecord[];
    const given = await readOpinions(this.parts.queries, unit, id, trail, row.element);
    const isOnThis = (item: string | null): boolean => item === null || item.startsWith(`${params.item}.a`);
    return {
      asked: addition === undefined ? null : askedView(addition),
      passed: passed.map(({ from, to }) => ({ from, to })),
      opinions: [...given.filter(({ item }) => isOnThis(item)), ...awaited(items, params.item)],
    };
  }

  @Operation(operations.transferItem)
  transfer(@Input() input: InputOf<typeof operations.transferItem>, @Context() context: RequestContext) {
    return this.commands.run({ kind: 'transferWork', ...input.params, ...input.body }, input, context);
  }

  @Operation(operations.recuseFromItem)
  recuse(@Input() input: InputOf<typeof operations.recuseFromItem>, @Context() context: RequestContext) {
    return this.commands.run({ kind: 'recuseWork', ...input.params, ...input.body }, input, context);
  }

  @Operation(operations.reofferItem)
  reoffer(@Input() input: InputOf<typeof operations.reofferItem>, @Context() context: RequestContext) {
    return this.commands.run({ kind: 'reofferWork', ...input.params }, input, context);
  }

  @Operation(operations.addSigner)
  addSigner(@Input() input: InputOf<typeof operations.addSigner>, @Context() context: RequestContext) {
    return this.commands.run({ kind: 'addSigner', ...input.params, ...input.body }, input, context);
  }

  @Operation(operations.removeSigner)
  removeSigner(@Input() input: InputOf<typeof operations.removeSigner>, @Context() context: RequestContext) {
    return this.commands.run({ kind: 'removeSigner', ...input.params }, input, context);
  }

  @Operation(operations.retrieveStep)
  retrieve(@Input() input: InputOf<typeof operations.retrieveStep>, @Context() context: RequestContext) {
    return this.commands.run({ kind: 'retrieveWork', ...input.params, ...input.body }, input, context);
  }
}

type Items = Work['items'];

function askedView({ by, onBehalfOf, mode, reason }: NonNullable<Items[string]['addition']>) {
  return { by, ...(onBehalfOf === undefined ? {} : { onBehalfOf }), mode, reason };
}

/** Asked for, and not given yet. */
function awaited(items: Items, of: string) {
  return Object.entries(items).flatMap(([item, { addition, offers }]) => {
    if (addition?.to !== of) return [];
    const person = (offers[0] ?? '').replace(/^person:/, '');
    return [{ item, person, at: null, outcome: null, opinion: null }];
  });
}
