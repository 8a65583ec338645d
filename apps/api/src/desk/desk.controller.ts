import { Controller, Inject } from '@nestjs/common';
import { deskOperations as operations, type InputOf } from '@quanheng/contracts';
import { stateFromJson, type StateJson } from '@quanheng/engine';
import { policyOf, stepView, type Work } from '@quanheng/policy';
import { formsOf, NODE_HASHING, readWritten } from '@quanheng/runtime';
import type { InstanceRow } from '@quanheng/runtime/ports';
import { personOf, type Caller } from '../access/caller.js';
import { Visibility } from '../access/visibility.js';
import { Context, Input, Operation } from '../http/operation.js';
import { ProblemError } from '../http/problem-error.js';
import type { RequestContext } from '../http/request-context.js';
import { PARTS, type Parts } from '../parts.js';
import { variablesOf } from '../printed-form/variables.js';
import { Counts } from './counts.js';
import { findPersons, namesOf } from './names.js';
import { sheetOf } from './sheet.js';
import { matterView, stepJson } from './views.js';

@Controller()
export class DeskController {
  private readonly counts: Counts;

  constructor(
    @Inject(PARTS)
    private readonly parts: Pick<Parts, 'queries' | 'definitions' | 'drafts' | 'organisation' | 'surroundings'>,
    private readonly visibility: Visibility,
  ) {
    this.counts = new Counts(parts);
  }

  @Operation(operations.countItems)
  count(@Input() _input: InputOf<typeof operations.countItems>, @Context() { caller }: RequestContext) {
    const { unit, offers } = caller;
    return this.counts.of({ unit, offers, person: personOf(caller) ?? '' }, this.parts.surroundings.now());
  }

  @Operation(operations.readMatters)
  async matters(@Input() { query }: InputOf<typeof operations.readMatters>, @Context() { caller }: RequestContext) {
    const asked = [...new Set(query.instances)].map((id) => this.matter(caller, id));
    return { items: (await Promise.all(asked)).filter((found) => found !== null) };
  }

  @Operation(operations.readItemStep)
  async step(@Input() { params }: InputOf<typeof operations.readItemStep>, @Context() { caller }: RequestContext) {
    const row = await this.visibility.instance(caller, params.instance);
    const item = await this.parts.queries.item(row.id, params.item);
    const organisation = await this.parts.organisation.view(row.unit);
    const definition = await this.parts.definitions.get(row.definition);
    const instance = {
      definition,
      flow: stateFromJson(JSON.parse(row.state.flow) as StateJson),
      work: JSON.parse(row.state.work) as Work,
    };
    const around = {
      organisation,
      at: this.parts.surroundings.now(),
      digest: (text: string) => NODE_HASHING.text(text),
    };
    const view = item === null ? undefined : stepView(instance, item, around);
    if (view === undefined) throw new ProblemError('not-found', `The instance has no work item ${params.item}.`);
    return stepJson(item?.activity ?? '', view);
  }

  @Operation(operations.readSheet)
  async sheet(@Input() { params }: InputOf<typeof operations.readSheet>, @Context() { caller }: RequestContext) {
    const row = await this.visibility.instance(caller, params.instance);
    const definition = await this.parts.definitions.get(row.definition);
    const { variables } = await variablesOf(row, definition, this.parts.queries);
    return { fields: sheetOf(variables, policyOf(definition), formsOf(definition)) };
  }

  @Operation(operations.listWritten)
  async written(@Input() { params }: InputOf<typeof operations.listWritten>, @Context() { caller }: RequestContext) {
    const { unit, id } = await this.visibility.instance(caller, params.instance);
    return { items: await readWritten(this.parts.queries, unit, id) };
  }

  @Operation(operations.readNames)
  async names(@Input() { query }: InputOf<typeof operations.readNames>, @Context() { caller }: RequestContext) {
    return { names: namesOf(await this.parts.organisation.view(caller.unit), query.of, this.parts.surroundings.now()) };
  }

  @Operation(operations.findPersons)
  async persons(@Input() { query }: InputOf<typeof operations.findPersons>, @Context() { caller }: RequestContext) {
    const view = await this.parts.organisation.view(caller.unit);
    return { items: findPersons(view, query.text, this.parts.surroundings.now()) };
  }

  private async matter(caller: Caller, id: string) {
    const row = await this.parts.queries.instance(id);
    if (row === null || !(await this.visibility.isShown(caller, row))) return null;
    return matterView(row, ...(await this.around(row)));
  }

  private around({ definition, unit }: InstanceRow) {
    return Promise.all([
      this.parts.queries.definition(definition),
      this.parts.definitions.get(definition),
      this.parts.organisation.view(unit),
    ]);
  }
}
