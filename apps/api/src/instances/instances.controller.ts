import { Controller, Inject } from '@nestjs/common';
import { instanceOperations as operations, type InputOf } from '@quanheng/contracts';
import type { StateJson } from '@quanheng/engine';
import { readActivityHistory, visibleVariables } from '@quanheng/runtime';
import { principalName, type InstanceFilter, type TrailRecord } from '@quanheng/runtime/ports';
import { seesAll } from '../access/access.js';
import { Visibility } from '../access/visibility.js';
import { Commands } from '../door/commands.js';
import { Drafts } from '../drafts/drafts.js';
import { Context, Input, Operation } from '../http/operation.js';
import { pageOf, pageRequest } from '../http/page.js';
import { ProblemError } from '../http/problem-error.js';
import type { RequestContext } from '../http/request-context.js';
import { PARTS, type Parts } from '../parts.js';
import { elementStates, flowStates } from './diagram.js';
import { instanceView, trailView } from './views.js';

@Controller()
export class InstancesController {
  constructor(
    @Inject(PARTS) private readonly parts: Pick<Parts, 'queries' | 'definitions'>,
    private readonly commands: Commands,
    private readonly drafts: Drafts,
    private readonly visibility: Visibility,
  ) {}

  @Operation(operations.startInstance)
  async start(@Input() input: InputOf<typeof operations.startInstance>, @Context() context: RequestContext) {
    const started = await this.commands.run({ kind: 'startInstance', ...input.body }, input, context);
    const { draft, dryRun } = input.query;
    // Should this fail, the same request with the same key starts nothing more and tries it again.
    if (draft === 'true' && dryRun !== true) await this.drafts.dropOfStart(input.body.process, context.caller);
    return started;
  }

  @Operation(operations.listInstances)
  async list(@Input() { query }: InputOf<typeof operations.listInstances>, @Context() { caller }: RequestContext) {
    const { after: _after, limit: _limit, ...wanted } = query;
    const self = principalName(caller.principal);
    if (!seesAll(caller) && wanted.startedBy !== undefined && wanted.startedBy !== self)
      return { items: [], next: null };
    const filter: InstanceFilter = { ...wanted, unit: caller.unit, ...(seesAll(caller) ? {} : { startedBy: self }) };
    return pageOf(await this.parts.queries.instances(filter, pageRequest(query)), instanceView);
  }

  @Operation(operations.readInstance)
  async read(@Input() { params }: InputOf<typeof operations.readInstance>, @Context() { caller }: RequestContext) {
    return instanceView(await this.visibility.instance(caller, params.instance));
  }

  @Operation(operations.readVariables)
  async variables(@Input() input: InputOf<typeof operations.readVariables>, @Context() { caller }: RequestContext) {
    const row = await this.visibility.instance(caller, input.params.instance);
    const { graph } = await this.parts.definitions.get(row.definition);
    const state = JSON.parse(row.state.flow) as StateJson;
    const variables = visibleVariables(state, graph, input.query.scope);
    if (variables === null)
      throw new ProblemError('not-found', `No element instance ${input.query.scope ?? ''} is running.`);
    return { variables };
  }

  @Operation(operations.setVariables)
  setVariables(@Input() input: InputOf<typeof operations.setVariables>, @Context() context: RequestContext) {
    return this.commands.run({ kind: 'setVariables', ...input.params, ...input.body }, input, context);
  }

  @Operation(operations.readTrail)
  async trail(@Input() { params }: InputOf<typeof operations.readTrail>, @Context() { caller }: RequestContext) {
    const { state } = await this.visibility.instance(caller, params.instance);
    return { records: (JSON.parse(state.trail) as readonly TrailRecord[]).map(trailView) };
  }

  @Operation(operations.readInstanceDiagram)
  async diagram(
    @Input() { params }: InputOf<typeof operations.readInstanceDiagram>,
    @Context() { caller }: RequestContext,
  ) {
    const row = await this.visibility.instance(caller, params.instance);
    const definition = await this.parts.queries.definition(row.definition);
    const resources = definition === null ? [] : await this.parts.queries.resources(definition.deployment);
    const document = resources.find(({ name }) => name === definition?.resource);
    if (document === undefined) throw new Error(`The definition ${row.definition} has lost its document.`);
    const { graph } = await this.parts.definitions.get(row.definition);
    const history = await readActivityHistory(this.parts.queries, row.unit, row.id);
    return {
      definition: row.definition,
      xml: document.text,
      elements: elementStates(JSON.parse(row.state.flow) as StateJson, history, graph),
      flows: flowStates(history, graph),
      erased: [...history.erased],
    };
  }

  @Operation(operations.objectToPublicity)
  objectTo(@Input() input: InputOf<typeof operations.objectToPublicity>, @Context() context: RequestContext) {
    return this.commands.run({ kind: 'objectToPublicity', ...input.params, ...input.body }, input, context);
  }

  @Operation(operations.withdrawSignature)
  withdraw(@Input() input: InputOf<typeof operations.withdrawSignature>, @Context() context: RequestContext) {
    return this.commands.run({ kind: 'withdrawSignature', ...input.params, ...input.body }, input, context);
  }

  @Operation(operations.suspendInstance)
  suspend(@Input() input: InputOf<typeof operations.suspendInstance>, @Context() context: RequestContext) {
    return this.commands.run({ kind: 'suspendInstance', ...input.params, ...input.body }, input, context);
  }

  @Operation(operations.resumeInstance)
  resume(@Input() input: InputOf<typeof operations.resumeInstance>, @Context() context: RequestContext) {
    const { reason } = input.query;
    const command = { kind: 'resumeInstance', ...input.params } as const;
    return this.commands.run(reason === undefined ? command : { ...command, reason }, input, context);
  }

  @Operation(operations.cancelInstance)
  cancel(@Input() input: InputOf<typeof operations.cancelInstance>, @Context() context: RequestContext) {
    return this.commands.run({ kind: 'cancelInstance', ...input.params, ...input.body }, input, context);
  }

  @Operation(operations.askTermination)
  askTermination(@Input() input: InputOf<typeof operations.askTermination>, @Context() context: RequestContext) {
    return this.commands.run({ kind: 'askTermination', ...input.params, ...input.body }, input, context);
  }

  @Operation(operations.migrateInstance)
  migrate(@Input() input: InputOf<typeof operations.migrateInstance>, @Context() context: RequestContext) {
    return this.commands.run({ kind: 'migrateInstance', ...input.params, ...input.body }, input, context);
  }
}
