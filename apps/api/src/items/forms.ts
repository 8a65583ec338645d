import { Inject, Injectable } from '@nestjs/common';
import { prefixesOf } from '@quanheng/engine';
import type { ProcessDefinition } from '@quanheng/runtime/ports';
import { PARTS, type Parts } from '../parts.js';

const MOST_KNOWN = 500;

/** The text of each form of a deployment, by the name of its document. */
type OfDeployment = ReadonlyMap<string, string>;
type Drawn = Pick<ProcessDefinition, 'digest' | 'graph'>;

/** Forms are deployed with the process that names them; a called process has its own. */
@Injectable()
export class Forms {
  /** A definition never changes, nor do its forms. */
  private readonly known = new Map<string, OfDeployment>();

  constructor(@Inject(PARTS) private readonly parts: Pick<Parts, 'queries'>) {}

  /** The text of the form of an activity, named with or without its suffix; null: there is none, which the deployment has been warned of. */
  async find(definition: Drawn, activity: string, reference: string): Promise<string | null> {
    const forms = await this.ofDeployment(digestOf(definition, activity));
    return forms.get(reference) ?? forms.get(`${reference}.form`) ?? null;
  }

  /** Of the process and of all that it calls. */
  async all({ digest, graph }: Drawn): Promise<readonly string[]> {
    const digests = new Set([digest, ...prefixesOf(graph).values()]);
    const forms = await Promise.all([...digests].map((each) => this.ofDeployment(each)));
    return forms.flatMap((each) => [...each.values()]);
  }

  private async ofDeployment(definition: string): Promise<OfDeployment> {
    const known = this.known.get(definition);
    if (known !== undefined) return known;
    const row = await this.parts.queries.definition(definition);
    const resources = row === null ? [] : await this.parts.queries.resources(row.deployment);
    const found = new Map(
      resources.flatMap(({ kind, name, text }) => (kind === 'form' ? [[name, text] as const] : [])),
    );
    if (this.known.size >= MOST_KNOWN) this.known.clear();
    this.known.set(definition, found);
    return found;
  }
}

/** The definition that an activity was drawn in. */
function digestOf({ digest, graph }: Drawn, activity: string): string {
  const prefix = activity.slice(0, activity.lastIndexOf(':') + 1);
  return prefixesOf(graph).get(prefix) ?? digest;
}
