import { decodeEntry, readContent } from '@quanheng/ledger';
import type { Queries } from './ports/index.js';

/** What somebody said beside the matter, as the entry of it keeps it. */
export interface Said {
  readonly seq: number;
  readonly at: number;
  readonly person: string;
  readonly act: 'comment' | 'urge';
  readonly item: string | null;
  /** null: erased. */
  readonly text: string | null;
}

const ACTS: ReadonlyMap<string, Said['act']> = new Map([
  ['commentInstance', 'comment'],
  ['urgeWork', 'urge'],
]);
/** Entries that are read at once. */
const PAGE = 200;

/** In order. Who urged without a word said nothing. @throws EntryFault, ContentFault when an entry or its content cannot be read */
export async function readSaid(queries: Pick<Queries, 'entries'>, unit: string, instance: string): Promise<Said[]> {
  const found: Said[] = [];
  for (let from = 1; ; from += PAGE) {
    const links = await queries.entries(unit, `instance:${instance}`, from, PAGE);
    for (const { kind, refused, seq, at, bytes, content } of links) {
      const act = ACTS.get(kind);
      if (act === undefined || refused !== null) continue;
      const { principal } = decodeEntry(bytes);
      const command = commandOf(content?.pieces);
      const said = { seq, at, person: principal.id, act, item: command?.item ?? null };
      if (command === null) found.push({ ...said, text: null });
      else if (command.text !== undefined) found.push({ ...said, text: command.text });
    }
    if (links.length < PAGE) return found;
  }
}

function commandOf(pieces: string | undefined): { readonly item?: string; readonly text?: string } | null {
  const piece = pieces === undefined ? undefined : readContent(pieces).get('command');
  return piece !== undefined && 'value' in piece ? (piece.value as { item?: string; text?: string }) : null;
}
