import { decodeEntry, readContent } from '@quanheng/ledger';
import type { Queries, TrailRecord } from './ports/index.js';

/** An opinion that somebody was asked for (加签), as its entry keeps it. */
export interface GivenOpinion {
  /** The added item; null: erased. */
  readonly item: string | null;
  readonly person: string;
  readonly at: number;
  readonly outcome: string | null;
  /** null: none was written, or it was erased. */
  readonly opinion: string | null;
}

/** Those on one element instance, in order. @throws EntryFault, ContentFault when an entry or its content cannot be read */
export async function readOpinions(
  queries: Pick<Queries, 'entries'>,
  unit: string,
  instance: string,
  trail: readonly TrailRecord[],
  element: number,
): Promise<GivenOpinion[]> {
  const found: GivenOpinion[] = [];
  for (const { seq, at, act, element: of, outcome = null } of trail) {
    if (act !== 'advise' || of !== element) continue;
    const [entry] = await queries.entries(unit, `instance:${instance}`, seq, 1);
    if (entry?.seq !== seq) throw new Error(`The entry ${seq} of the instance ${instance} is not there.`);
    const piece = entry.content === null ? undefined : readContent(entry.content.pieces).get('command');
    const command =
      piece !== undefined && 'value' in piece ? (piece.value as { item: string; opinion?: string }) : null;
    const { id: person } = decodeEntry(entry.bytes).principal;
    found.push({ item: command?.item ?? null, person, at, outcome, opinion: command?.opinion ?? null });
  }
  return found;
}
