import { Inject, Injectable } from '@nestjs/common';
import { PARTS, type Parts } from '../parts.js';

/** Forms are deployed with the process that names them. */
@Injectable()
export class Forms {
  constructor(@Inject(PARTS) private readonly parts: Pick<Parts, 'queries'>) {}

  /**
   * The text of the form `reference`, with or without its suffix, of the deployment that a definition belongs to; null: there is none, which the
   * deployment has been warned of.
   */
  async find(definition: string, reference: string): Promise<string | null> {
    const row = await this.parts.queries.definition(definition);
    if (row === null) return null;
    const names = [reference, `${reference}.form`];
    const resources = await this.parts.queries.resources(row.deployment);
    return resources.find(({ kind, name }) => kind === 'form' && names.includes(name))?.text ?? null;
  }
}
