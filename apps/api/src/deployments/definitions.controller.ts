import { Controller, Inject } from '@nestjs/common';
import { definitionOperations as operations, textOperations, type InputOf } from '@quanheng/contracts';
import { expectedSteps, policyOf } from '@quanheng/policy';
import type { DefinitionRow } from '@quanheng/runtime/ports';
import { hasRole } from '../access/access.js';
import { personOf, type Caller } from '../access/caller.js';
import { Commands } from '../door/commands.js';
import { Context, Input, Operation } from '../http/operation.js';
import { pageOf, pageRequest } from '../http/page.js';
import { ProblemError } from '../http/problem-error.js';
import type { RequestContext } from '../http/request-context.js';
import { PARTS, type Parts } from '../parts.js';
import { Translations } from './translations.js';
import { definitionView } from './views.js';

/** Who is shown drafts and retired versions. */
const AUTHORS = ['designer', 'publisher', 'operator', 'auditor'] as const;

@Controller()
export class DefinitionsController {
  constructor(
    @Inject(PARTS) private readonly parts: Pick<Parts, 'queries' | 'definitions' | 'organisation' | 'surroundings'>,
    private readonly commands: Commands,
    private readonly translations: Translations,
  ) {}

  @Operation(operations.listDefinitions)
  async list(@Input() { query }: InputOf<typeof operations.listDefinitions>, @Context() { caller }: RequestContext) {
    const { process, status } = query;
    const shown = hasRole(caller, AUTHORS) ? status : 'published';
    if (shown === 'published' && status !== undefined && status !== shown) return { items: [], next: null };
    const filter = { ...(process === undefined ? {} : { process }), ...(shown === undefined ? {} : { status: shown }) };
    return pageOf(await this.parts.queries.definitions(caller.unit, filter, pageRequest(query)), definitionView);
  }

  @Operation(operations.readDefinition)
  async read(@Input() { params }: InputOf<typeof operations.readDefinition>, @Context() { caller }: RequestContext) {
    return definitionView(await this.find(caller, params.definition));
  }

  @Operation(operations.readDefinitionXml)
  async xml(@Input() { params }: InputOf<typeof operations.readDefinitionXml>, @Context() { caller }: RequestContext) {
    return this.document(await this.find(caller, params.definition));
  }

  @Operation(textOperations.readTexts)
  async texts(@Input() { params }: InputOf<typeof textOperations.readTexts>, @Context() { caller }: RequestContext) {
    return { processes: await this.translations.of(caller.unit, params.language) };
  }

  @Operation(operations.readExpectedSteps)
  async expected(
    @Input() { params }: InputOf<typeof operations.readExpectedSteps>,
    @Context() { caller }: RequestContext,
  ) {
    const { digest, process } = await this.find(caller, params.definition);
    const { organisation, definitions, surroundings } = this.parts;
    const [definition, view] = await Promise.all([definitions.get(digest), organisation.view(caller.unit)]);
    const node = definition.graph.processes.get(process);
    if (node === undefined) throw new Error(`The definition ${digest} has lost its process.`);
    const steps = expectedSteps(node, policyOf(definition), personOf(caller) ?? '', view, surroundings.now());
    return { steps: steps.map((step) => ({ ...step, offers: [...step.offers], persons: [...step.persons] })) };
  }

  @Operation(operations.retire)
  retire(@Input() input: InputOf<typeof operations.retire>, @Context() context: RequestContext) {
    return this.commands.run({ kind: 'retire', definition: input.params.definition }, input, context);
  }

  private async find(caller: Caller, digest: string): Promise<DefinitionRow> {
    const row = await this.parts.queries.definition(digest);
    const isShown = row?.unit === caller.unit && (row.status === 'published' || hasRole(caller, AUTHORS));
    if (row === null || !isShown) throw new ProblemError('not-found', `There is no definition ${digest}.`);
    return row;
  }

  private async document({ deployment, resource }: DefinitionRow): Promise<string> {
    const found = (await this.parts.queries.resources(deployment)).find(({ name }) => name === resource);
    if (found === undefined) throw new Error(`The deployment ${deployment} has lost ${resource}.`);
    return found.text;
  }
}
