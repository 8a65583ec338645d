import { Inject, Injectable } from '@nestjs/common';
import { PARTS, type Parts } from '../parts.js';

const MOST_KNOWN = 500;

/** Forms are deployed with the process that names them. */
@Injectable()
export class Forms {
  /** A definition never changes, nor do its forms. */
  private readonly known = new Map<string, string | null>();

  constructor(@Inject(PARTS) private readonly parts: Pick<Parts, 'queries'>) {}

  /**
   * The text of the form `reference`, with or without its suffix, of the deployment that a definition belongs to; null: there is none, which the
   * deployment has been warned of.
   */
  async find(definition: string, reference: string): Promise<string | null> {
    const key = `${definition} ${reference}`;
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const found = await this.read(definition, reference);
    if (this.known.size >= MOST_KNOWN) this.known.clear();
    this.known.set(key, found);
    return found;
  }

  private async read(definition: string, reference: string): Promise<string | null> {
    const row = await this.parts.queries.definition(definition);
    if (row === null) return null;
    const names = [reference, `${reference}.form`];
    const resources = await this.parts.queries.resources(row.deployment);
    return resources.find(({ kind, name }) => kind === 'form' && names.includes(name))?.text ?? null;
  }
}
