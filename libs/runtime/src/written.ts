import { readContent } from '@quanheng/ledger';
import type { Queries } from './ports/index.js';

/** What somebody wrote with an act of theirs: an opinion, or a reason; and what they ticked as looked at. */
export interface Written {
  /** Of the entry, as in the trail. */
  readonly seq: number;
  /** null: erased. */
  readonly text: string | null;
  readonly verified: readonly string[];
}

/** Entries that are read at once. */
const PAGE = 200;
/** Comments and urgings are said beside the matter: see `readSaid`. */
const BESIDE: ReadonlySet<string> = new Set(['commentInstance', 'urgeWork']);

/** Of all acts that were accepted, in order; acts without a word are left out. @throws ContentFault when a content cannot be read */
export async function readWritten(
  queries: Pick<Queries, 'entries'>,
  unit: string,
  instance: string,
): Promise<Written[]> {
  const found: Written[] = [];
  for (let from = 1; ; from += PAGE) {
    const links = await queries.entries(unit, `instance:${instance}`, from, PAGE);
    for (const { kind, refused, seq, content } of links) {
      if (refused !== null || BESIDE.has(kind)) continue;
      const words = wordsOf(content?.pieces);
      if (words === null) found.push({ seq, text: null, verified: [] });
      else if (words.text !== undefined || words.verified.length > 0) {
        found.push({ seq, text: words.text ?? '', verified: words.verified });
      }
    }
    if (links.length < PAGE) return found;
  }
}

interface Words {
  readonly opinion?: unknown;
  readonly reason?: unknown;
  readonly verified?: unknown;
}

function wordsOf(pieces: string | undefined): { readonly text?: string; readonly verified: readonly string[] } | null {
  const piece = pieces === undefined ? undefined : readContent(pieces).get('command');
  if (piece === undefined || !('value' in piece)) return null;
  const { opinion, reason, verified } = piece.value as Words;
  const text = [opinion, reason].find((each): each is string => typeof each === 'string' && each.trim() !== '');
  const ticked = Array.isArray(verified) ? verified.filter((each) => typeof each === 'string') : [];
  return { verified: ticked, ...(text === undefined ? {} : { text }) };
}
