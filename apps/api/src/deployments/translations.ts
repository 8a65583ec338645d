import { Inject, Injectable } from '@nestjs/common';
import { textsDocument } from '@quanheng/contracts';
import { readTexts, type Texts } from '@quanheng/policy';
import type { StoredPin } from '@quanheng/runtime';
import type { DefinitionRow } from '@quanheng/runtime/ports';
import { PARTS, type Parts } from '../parts.js';

const MOST_KNOWN = 500;
const PAGE = 200;

/** Texts of processes in other languages, as they were deployed with them. */
@Injectable()
export class Translations {
  /** By language and definition, which never changes. */
  private readonly known = new Map<string, Texts>();

  constructor(@Inject(PARTS) private readonly parts: Pick<Parts, 'queries'>) {}

  /** By process; those without any are left out. */
  async of(unit: string, language: string): Promise<Readonly<Record<string, Texts>>> {
    const found = new Map<string, Texts>();
    for await (const row of this.published(unit)) {
      const texts = { ...(await this.whole(row, language)), ...found.get(row.process) };
      if (Object.keys(texts).length > 0) found.set(row.process, texts);
    }
    return Object.fromEntries(found);
  }

  /** Every version that people have worked with, newest first. */
  private async *published(unit: string): AsyncIterable<DefinitionRow> {
    let after: string | null = null;
    do {
      const request = { limit: PAGE, ...(after === null ? {} : { after }) };
      const page = await this.parts.queries.definitions(unit, {}, request);
      yield* page.rows.filter(({ status }) => status !== 'draft');
      after = page.next;
    } while (after !== null);
  }

  /** Of a process and all that it calls: its own first. */
  private async whole(row: DefinitionRow, language: string): Promise<Texts> {
    const key = `${language} ${row.digest}`;
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const texts: Record<string, string> = {};
    for (const { digest } of JSON.parse(row.pins) as StoredPin[]) {
      const called = await this.parts.queries.definition(digest);
      if (called !== null) Object.assign(texts, await this.own(called, language));
    }
    Object.assign(texts, await this.own(row, language));
    if (this.known.size >= MOST_KNOWN) this.known.clear();
    this.known.set(key, texts);
    return texts;
  }

  private async own({ deployment }: DefinitionRow, language: string): Promise<Texts> {
    const name = textsDocument(language);
    const document = (await this.parts.queries.resources(deployment)).find((resource) => resource.name === name);
    return document === undefined ? {} : (readTexts(document.text).texts ?? {});
  }
}
