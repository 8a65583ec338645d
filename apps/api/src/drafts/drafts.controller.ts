import { Controller, Inject } from '@nestjs/common';
import { draftOperations as operations, type InputOf, type ResultOf } from '@quanheng/contracts';
import type { DraftRow, DraftSummary } from '@quanheng/runtime/ports';
import { personOf } from '../access/caller.js';
import { Context, Input, Operation } from '../http/operation.js';
import { pageOf, pageRequest } from '../http/page.js';
import { ProblemError } from '../http/problem-error.js';
import type { RequestContext } from '../http/request-context.js';
import { PARTS, type Parts } from '../parts.js';
import { Drafts, ofProcess, type Subject } from './drafts.js';

type Shown = ResultOf<typeof operations.readItemDraft>;

@Controller()
export class DraftsController {
  constructor(
    @Inject(PARTS) private readonly parts: Pick<Parts, 'queries' | 'drafts'>,
    private readonly drafts: Drafts,
  ) {}

  @Operation(operations.listDrafts)
  async list(@Input() { query }: InputOf<typeof operations.listDrafts>, @Context() { caller }: RequestContext) {
    const { unit } = caller;
    return pageOf(await this.parts.drafts.list(unit, personOf(caller) ?? '', pageRequest(query)), summaryView);
  }

  @Operation(operations.saveItemDraft)
  async saveForItem(@Input() input: InputOf<typeof operations.saveItemDraft>, @Context() context: RequestContext) {
    const { params, body } = input;
    const row = await this.parts.queries.item(params.instance, params.item);
    // The guard answers first: what is nobody's business is as if it were not there.
    const { name = '', number = null, process = '' } = row ?? {};
    return this.drafts.save({ kind: 'keepDraft', ...params }, { ...params, process, name, number }, body, context);
  }

  @Operation(operations.readItemDraft)
  async readForItem(@Input() { params }: InputOf<typeof operations.readItemDraft>, @Context() context: RequestContext) {
    return draftView(await this.drafts.read(await this.ofItem(params), context.caller));
  }

  @Operation(operations.dropItemDraft)
  async dropForItem(@Input() { params }: InputOf<typeof operations.dropItemDraft>, @Context() context: RequestContext) {
    await this.drafts.drop(await this.ofItem(params), context.caller);
  }

  @Operation(operations.saveStartDraft)
  async saveForStart(@Input() input: InputOf<typeof operations.saveStartDraft>, @Context() context: RequestContext) {
    const { process } = input.params;
    const definition = await this.parts.queries.startable(context.caller.unit, process);
    const subject = { ...ofProcess(process), name: definition?.name ?? '', number: null };
    return this.drafts.save({ kind: 'keepStartDraft', process }, subject, input.body, context);
  }

  @Operation(operations.readStartDraft)
  async readForStart(
    @Input() { params }: InputOf<typeof operations.readStartDraft>,
    @Context() { caller }: RequestContext,
  ) {
    return draftView(await this.drafts.read(ofProcess(params.process), caller));
  }

  @Operation(operations.dropStartDraft)
  dropForStart(@Input() { params }: InputOf<typeof operations.dropStartDraft>, @Context() { caller }: RequestContext) {
    return this.drafts.drop(ofProcess(params.process), caller);
  }

  private async ofItem(params: { readonly instance: string; readonly item: string }): Promise<Subject> {
    const row = await this.parts.queries.item(params.instance, params.item);
    if (row === null) throw new ProblemError('not-found', 'You have kept no draft of this.');
    return { ...params, process: row.process };
  }
}

function draftView({ savedAt, content }: DraftRow): Shown {
  return { savedAt, content: JSON.parse(content) as Shown['content'] };
}

function summaryView({ instance, item, process, name, number, savedAt }: DraftSummary) {
  return { instance: instance || null, item: item || null, process, name, number, savedAt };
}
