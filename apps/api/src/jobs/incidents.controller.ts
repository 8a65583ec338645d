import { Controller, Inject } from '@nestjs/common';
import { incidentOperations, timerOperations, type InputOf } from '@quanheng/contracts';
import { Commands } from '../door/commands.js';
import { Context, Input, Operation } from '../http/operation.js';
import { pageOf, pageRequest } from '../http/page.js';
import type { RequestContext } from '../http/request-context.js';
import { PARTS, type Parts } from '../parts.js';
import { drawnNames } from './drawn-names.js';
import { incidentView, quarantineView, timerView } from './views.js';

const operations = { ...incidentOperations, ...timerOperations };

/** What operators look after besides jobs. */
@Controller()
export class IncidentsController {
  constructor(
    @Inject(PARTS) private readonly parts: Pick<Parts, 'queries' | 'definitions'>,
    private readonly commands: Commands,
  ) {}

  @Operation(operations.listIncidents)
  async list(@Input() { query }: InputOf<typeof operations.listIncidents>, @Context() { caller }: RequestContext) {
    const { after: _after, limit: _limit, ...filter } = query;
    const page = await this.parts.queries.incidents(caller.unit, filter, pageRequest(query));
    const named = await drawnNames(page, ({ activity }) => activity, this.parts);
    return pageOf(page, (row) => incidentView(row, named(row)));
  }

  @Operation(operations.resolveIncident)
  resolve(@Input() input: InputOf<typeof operations.resolveIncident>, @Context() context: RequestContext) {
    const { reason } = input.query;
    const command = { kind: 'resolveIncident', ...input.params } as const;
    return this.commands.run(reason === undefined ? command : { ...command, reason }, input, context);
  }

  @Operation(operations.listQuarantine)
  async quarantine(@Input() _input: InputOf<typeof operations.listQuarantine>, @Context() { caller }: RequestContext) {
    return { items: (await this.parts.queries.quarantine(caller.unit)).map(quarantineView) };
  }

  @Operation(operations.releaseInstance)
  release(@Input() input: InputOf<typeof operations.releaseInstance>, @Context() context: RequestContext) {
    return this.commands.run({ kind: 'releaseInstance', ...input.params, ...input.body }, input, context);
  }

  @Operation(operations.listTimers)
  async timers(@Input() { query }: InputOf<typeof operations.listTimers>, @Context() { caller }: RequestContext) {
    const { after: _after, limit: _limit, ...filter } = query;
    const page = await this.parts.queries.timers(caller.unit, filter, pageRequest(query));
    const named = await drawnNames(page, ({ element }) => element, this.parts);
    return pageOf(page, (row) => timerView(row, named(row)));
  }
}
