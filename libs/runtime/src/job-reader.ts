import { stateFromJson, toWire, type StateJson, type WireValue } from '@quanheng/engine';
import type { DefinitionCatalogue } from './definitions/catalogue.js';
import type { JobContents, JobKey, JobReader, Queries } from './ports/index.js';

/** Reads what a job works on from the instance as it was committed last. */
export class InstanceJobReader implements JobReader {
  constructor(
    private readonly queries: Pick<Queries, 'instance'>,
    private readonly catalogue: DefinitionCatalogue,
  ) {}

  async read({ instance, job }: JobKey): Promise<JobContents | null> {
    const row = await this.queries.instance(instance);
    if (row?.status !== 'active') return null;
    const state = stateFromJson(JSON.parse(row.state.flow) as StateJson);
    const element = state.elements.get(job);
    if (element?.work?.kind !== 'job') return null;
    const variables = new Map<string, WireValue>();
    for (let scope = state.elements.get(job); scope !== undefined; scope = state.elements.get(scope.parent)) {
      for (const [name, value] of scope.variables ?? []) {
        const wire = variables.has(name) ? undefined : toWire(value);
        if (wire?.ok === true) variables.set(name, wire.value);
      }
    }
    const definition = await this.catalogue.get(row.definition);
    const retries = definition.graph.nodesByKey.get(element.element)?.activity?.retries ?? 0;
    return { variables: Object.fromEntries(variables), businessKey: row.businessKey, retries };
  }
}
