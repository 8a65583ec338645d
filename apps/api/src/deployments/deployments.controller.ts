import { Controller, Inject } from '@nestjs/common';
import { deploymentOperations as operations, type InputOf } from '@quanheng/contracts';
import { anonymousOrganisation } from '@quanheng/policy';
import type { DeploymentRow } from '@quanheng/runtime/ports';
import type { Caller } from '../access/caller.js';
import { Commands } from '../door/commands.js';
import { Context, Input, Operation } from '../http/operation.js';
import { pageOf, pageRequest } from '../http/page.js';
import { ProblemError } from '../http/problem-error.js';
import type { RequestContext } from '../http/request-context.js';
import { PARTS, type Parts } from '../parts.js';
import { designBasis } from './design-basis.js';
import { definitionView, deploymentView } from './views.js';

@Controller()
export class DeploymentsController {
  constructor(
    @Inject(PARTS) private readonly parts: Pick<Parts, 'queries' | 'organisation' | 'surroundings' | 'design'>,
    private readonly commands: Commands,
  ) {}

  @Operation(operations.deploy)
  deploy(@Input() input: InputOf<typeof operations.deploy>, @Context() context: RequestContext) {
    return this.commands.run({ kind: 'deploy', ...input.body }, input, context);
  }

  @Operation(operations.listDeployments)
  async list(@Input() { query }: InputOf<typeof operations.listDeployments>, @Context() { caller }: RequestContext) {
    return pageOf(await this.parts.queries.deployments(caller.unit, pageRequest(query)), deploymentView);
  }

  @Operation(operations.readDeployment)
  async read(@Input() { params }: InputOf<typeof operations.readDeployment>, @Context() { caller }: RequestContext) {
    const row = await this.find(caller, params.deployment);
    const resources = await this.parts.queries.resources(row.id);
    const definitions = await this.parts.queries.definitionsOf(row.id);
    return {
      ...deploymentView(row),
      resources: resources.map(({ name, kind, digest }) => ({ name, kind, digest })),
      definitions: definitions.map(definitionView),
    };
  }

  @Operation(operations.readResource)
  async resource(@Input() { params }: InputOf<typeof operations.readResource>, @Context() { caller }: RequestContext) {
    const { id } = await this.find(caller, params.deployment);
    const found = (await this.parts.queries.resources(id)).find(({ name }) => name === params.name);
    if (found === undefined) throw new ProblemError('not-found', `The deployment holds no ${params.name}.`);
    return found.text;
  }

  @Operation(operations.readDesignBasis)
  async designBasis(
    @Input() _input: InputOf<typeof operations.readDesignBasis>,
    @Context() { caller }: RequestContext,
  ) {
    const { organisation, surroundings, design } = this.parts;
    return designBasis(design, await organisation.view(caller.unit), surroundings.now());
  }

  @Operation(operations.readAnonymousOrganisation)
  async anonymousOrganisation(
    @Input() _input: InputOf<typeof operations.readAnonymousOrganisation>,
    @Context() { caller }: RequestContext,
  ) {
    const { organisation, surroundings } = this.parts;
    return anonymousOrganisation(await organisation.view(caller.unit), surroundings.now());
  }

  @Operation(operations.publish)
  publish(@Input() input: InputOf<typeof operations.publish>, @Context() context: RequestContext) {
    const { legalityCheck, from } = input.query;
    const checked = legalityCheck === undefined ? {} : { legalityCheck };
    const effect = from === undefined ? {} : { from };
    return this.commands.run({ kind: 'publish', ...input.params, ...checked, ...effect }, input, context);
  }

  @Operation(operations.withdrawPublication)
  withdrawPublication(
    @Input() input: InputOf<typeof operations.withdrawPublication>,
    @Context() context: RequestContext,
  ) {
    return this.commands.run({ kind: 'withdrawPublication', ...input.params, ...input.body }, input, context);
  }

  private async find(caller: Caller, id: string): Promise<DeploymentRow> {
    const row = await this.parts.queries.deployment(id);
    if (row?.unit !== caller.unit) throw new ProblemError('not-found', `There is no deployment ${id}.`);
    return row;
  }
}
