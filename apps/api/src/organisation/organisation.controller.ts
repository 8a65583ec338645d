import { Controller, Inject } from '@nestjs/common';
import { organisationOperations as operations, type InputOf } from '@quanheng/contracts';
import type { OrganisationChange } from '@quanheng/runtime/ports';
import { Commands } from '../door/commands.js';
import { Context, Input, Operation } from '../http/operation.js';
import type { RequestContext } from '../http/request-context.js';
import { PARTS, type Parts } from '../parts.js';
import { isShownTo } from './shown-facts.js';

@Controller()
export class OrganisationController {
  constructor(
    @Inject(PARTS) private readonly parts: Pick<Parts, 'organisation' | 'surroundings'>,
    private readonly commands: Commands,
  ) {}

  @Operation(operations.readOrganisation)
  async read(@Input() { query }: InputOf<typeof operations.readOrganisation>, @Context() { caller }: RequestContext) {
    const view = await this.parts.organisation.view(caller.unit);
    const facts = view.facts(query.kind, query.at ?? this.parts.surroundings.now());
    return { version: view.version, facts: facts.filter((fact) => isShownTo(caller, fact)) };
  }

  @Operation(operations.changeOrganisation)
  change(@Input() input: InputOf<typeof operations.changeOrganisation>, @Context() context: RequestContext) {
    const changes = input.body.changes as readonly OrganisationChange[];
    return this.commands.run({ kind: 'changeOrganisation', changes }, input, context);
  }
}
