import type { StateJson } from '@quanheng/engine';
import type { JobContents, JobKey, JobReader, ProcessDefinition, Queries } from './ports/index.js';
import { visibleVariables } from './visible-variables.js';

/** Reads what a job works on from the instance as it was committed last. */
export class InstanceJobReader implements JobReader {
  constructor(
    private readonly queries: Pick<Queries, 'instance'>,
    private readonly catalogue: { get(digest: string): Promise<ProcessDefinition> },
  ) {}

  async read({ instance, job }: JobKey): Promise<JobContents | null> {
    const row = await this.queries.instance(instance);
    if (row?.status !== 'active') return null;
    const state = JSON.parse(row.state.flow) as StateJson;
    const element = state.elements.find(({ id }) => id === job);
    if (element?.work?.kind !== 'job') return null;
    const { graph } = await this.catalogue.get(row.definition);
    const retries = graph.nodesByKey.get(element.element)?.activity?.retries ?? 0;
    return { variables: visibleVariables(state, graph, job) ?? {}, businessKey: row.businessKey, retries };
  }
}
