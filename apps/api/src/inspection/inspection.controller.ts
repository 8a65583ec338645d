import { Controller, Inject } from '@nestjs/common';
import { inspectionOperations as operations, type InputOf } from '@quanheng/contracts';
import { hasRole, SUPERVISES, seesAll } from '../access/access.js';
import type { Caller } from '../access/caller.js';
import { Visibility } from '../access/visibility.js';
import { Commands } from '../door/commands.js';
import { Context, Input, Operation } from '../http/operation.js';
import { pageOf, pageRequest } from '../http/page.js';
import { ProblemError } from '../http/problem-error.js';
import type { RequestContext } from '../http/request-context.js';
import { instanceView } from '../instances/views.js';
import { PARTS, type Parts } from '../parts.js';
import { notedViews } from './noted.js';

@Controller()
export class InspectionController {
  constructor(
    @Inject(PARTS) private readonly parts: Pick<Parts, 'queries'>,
    private readonly commands: Commands,
    private readonly visibility: Visibility,
  ) {}

  @Operation(operations.listNoted)
  async noted(@Input() { query }: InputOf<typeof operations.listNoted>, @Context() { caller }: RequestContext) {
    mustSupervise(caller);
    const { after: _after, limit: _limit, ...wanted } = query;
    const page = await this.parts.queries.noted({ unit: caller.unit, ...wanted }, pageRequest(query));
    return { items: await notedViews(this.parts.queries, page.rows), next: page.next };
  }

  @Operation(operations.listMatters)
  async matters(@Input() { query }: InputOf<typeof operations.listMatters>, @Context() { caller }: RequestContext) {
    mustSupervise(caller);
    const { queries } = this.parts;
    const { after: _after, limit: _limit, ...wanted } = query;
    const page = await queries.instances({ unit: caller.unit, ...wanted }, pageRequest(query));
    const opened = await Promise.all(page.rows.map(({ id }) => this.isOpened(caller, id)));
    const views = pageOf(page, instanceView);
    return { ...views, items: views.items.map((item, index) => ({ ...item, isOpened: opened[index] === true })) };
  }

  @Operation(operations.inspectInstance)
  inspect(@Input() input: InputOf<typeof operations.inspectInstance>, @Context() context: RequestContext) {
    return this.commands.run({ kind: 'inspectInstance', ...input.params, ...input.body }, input, context);
  }

  private async isOpened(caller: Caller, id: string): Promise<boolean> {
    const row = await this.parts.queries.instance(id);
    return row !== null && (await this.visibility.isShown(caller, row));
  }
}

/** @throws ProblemError */
function mustSupervise(caller: Caller): void {
  if (seesAll(caller) || hasRole(caller, SUPERVISES)) return;
  throw new ProblemError('forbidden', 'Only discipline inspection, operators and auditors see this.');
}
