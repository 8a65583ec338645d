import { Controller, Inject } from '@nestjs/common';
import { itemOperations as operations, type InputOf, type ResultOf } from '@quanheng/contracts';
import type { StateJson } from '@quanheng/engine';
import { formOf, visibleVariables } from '@quanheng/runtime';
import type { InstanceRow, ItemFilter, WorkItemRow } from '@quanheng/runtime/ports';
import { seesAll } from '../access/access.js';
import { personOf, type Caller } from '../access/caller.js';
import { Visibility } from '../access/visibility.js';
import { Commands } from '../door/commands.js';
import { Context, Input, Operation } from '../http/operation.js';
import { pageOf, pageRequest } from '../http/page.js';
import { ProblemError } from '../http/problem-error.js';
import type { RequestContext } from '../http/request-context.js';
import { minutesOf } from '../minutes/minutes.js';
import { minutesVariable } from '../minutes/minutes-field.js';
import { PARTS, type Parts } from '../parts.js';
import { buttonOf, probes, waysBack } from './actions.js';
import { itemView } from './views.js';

/** Activities that are tried as the target of a return: of a longer matter the button asks no more than these. */
const MOST_TARGETS = 20;

@Controller()
export class ItemsController {
  constructor(
    @Inject(PARTS) private readonly parts: Pick<Parts, 'queries' | 'definitions' | 'organisation' | 'surroundings'>,
    private readonly commands: Commands,
    private readonly visibility: Visibility,
  ) {}

  @Operation(operations.listItems)
  async list(@Input() { query }: InputOf<typeof operations.listItems>, @Context() { caller }: RequestContext) {
    return pageOf(await this.parts.queries.items(filterOf(query, caller), pageRequest(query)), itemView);
  }

  @Operation(operations.listInstanceItems)
  async ofInstance(
    @Input() { params }: InputOf<typeof operations.listInstanceItems>,
    @Context() { caller }: RequestContext,
  ) {
    const { id } = await this.visibility.instance(caller, params.instance);
    return { items: (await this.parts.queries.itemsOf(id)).map(itemView) };
  }

  @Operation(operations.readItem)
  async read(@Input() { params }: InputOf<typeof operations.readItem>, @Context() { caller }: RequestContext) {
    return itemView((await this.find(caller, params)).item);
  }

  @Operation(operations.readItemForm)
  async form(@Input() { params }: InputOf<typeof operations.readItemForm>, @Context() { caller }: RequestContext) {
    const { instance, item } = await this.find(caller, params);
    const definition = await this.parts.definitions.get(instance.definition);
    const { graph } = definition;
    const state = JSON.parse(instance.state.flow) as StateJson;
    const form = item.form === null ? null : formOf(definition, item.activity, item.form);
    // What a finished item saw is gone with its scope; the process's own variables remain.
    const variables = visibleVariables(state, graph, item.element) ?? visibleVariables(state, graph) ?? {};
    return { form, variables: { ...variables, ...(await this.drafted(instance, item, form, variables)) } };
  }

  @Operation(operations.readItemActions)
  async actions(@Input() { params }: InputOf<typeof operations.readItemActions>, @Context() context: RequestContext) {
    const { item, instance } = await this.find(context.caller, params);
    const done = (await this.parts.queries.itemsOf(instance.id)).flatMap(({ activity, status }) =>
      status === 'completed' && activity !== item.activity ? [activity] : [],
    );
    const asker = {
      person: personOf(context.caller) ?? '',
      now: this.parts.surroundings.now(),
      done: [...new Set(done)].slice(0, MOST_TARGETS),
    };
    const buttons = probes(item, asker).map(async ([name, asked]) => {
      const answers = await Promise.all(
        asked.map(async (probe) => [probe, await this.commands.ask(probe.command, context)] as const),
      );
      const button = buttonOf(answers, item);
      return [name, name === 'return' ? { ...button, steps: waysBack(answers) } : button] as const;
    });
    return Object.fromEntries(await Promise.all(buttons)) as ResultOf<typeof operations.readItemActions>;
  }

  @Operation(operations.claimItem)
  claim(@Input() input: InputOf<typeof operations.claimItem>, @Context() context: RequestContext) {
    return this.commands.run({ kind: 'claimWork', ...input.params }, input, context);
  }

  @Operation(operations.releaseItem)
  release(@Input() input: InputOf<typeof operations.releaseItem>, @Context() context: RequestContext) {
    return this.commands.run({ kind: 'releaseWork', ...input.params }, input, context);
  }

  @Operation(operations.completeItem)
  complete(@Input() input: InputOf<typeof operations.completeItem>, @Context() context: RequestContext) {
    return this.commands.run({ kind: 'completeWork', ...input.params, ...input.body }, input, context);
  }

  @Operation(operations.returnItem)
  returnTo(@Input() input: InputOf<typeof operations.returnItem>, @Context() context: RequestContext) {
    return this.commands.run({ kind: 'returnWork', ...input.params, ...input.body }, input, context);
  }

  /** Minutes that are still to be written begin with what is on record of the meeting. */
  private async drafted(
    instance: InstanceRow,
    { status, activity }: WorkItemRow,
    form: string | null,
    variables: Readonly<Record<string, unknown>>,
  ): Promise<Readonly<Record<string, string>>> {
    const variable = form === null ? null : minutesVariable(form);
    if (variable === null || status !== 'open' || (variables[variable] ?? null) !== null) return {};
    const minutes = await minutesOf(instance, this.parts);
    const found = minutes.find(({ steps }) => steps.includes(activity));
    return found === undefined ? {} : { [variable]: found.draft };
  }

  private async find(
    caller: Caller,
    params: { readonly instance: string; readonly item: string },
  ): Promise<{ readonly instance: InstanceRow; readonly item: WorkItemRow }> {
    const instance = await this.visibility.instance(caller, params.instance);
    const item = await this.parts.queries.item(params.instance, params.item);
    if (item === null) throw new ProblemError('not-found', `The instance has no work item ${params.item}.`);
    return { instance, item };
  }
}

function filterOf({ box, process }: InputOf<typeof operations.listItems>['query'], caller: Caller): ItemFilter {
  const common = { unit: caller.unit, ...(process === undefined ? {} : { process }) };
  const person = personOf(caller) ?? '';
  switch (box) {
    case 'open':
      return { ...common, box, person, offers: caller.offers };
    case 'done':
      return { ...common, box, person };
    case 'all':
      if (seesAll(caller)) return { ...common, box };
      throw new ProblemError('forbidden', 'The box "all" is for operators and auditors.');
  }
}
