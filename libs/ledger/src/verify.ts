import { canonical } from './canonical.js';
import { commitment } from './commitment.js';
import { ContentFault, readContent, type Piece } from './content.js';
import { decodeEntry, EntryFault, type EntryBody } from './entry.js';
import type { Hashing } from './hashing.js';
import { leafHash } from './merkle.js';
import { advance, EMPTY_DIGESTS, STATE_PARTS } from './state-digest.js';

/** An entry as it is stored, with its content; `content` is null where no row of content is. */
export interface Link {
  readonly seq: number;
  readonly bytes: Uint8Array;
  readonly leaf: string;
  readonly content: string | null;
}
export interface ChainName {
  readonly unit: string;
  readonly stream: string;
}
/** Where a chain must end, as another row says. */
export interface ChainHead {
  readonly seq: number;
  readonly leaf: string | null;
}

/** Something that does not fit; whoever made the entries did not write it so. */
export interface ChainFinding {
  readonly seq: number;
  readonly code: ChainFindingCode;
  readonly message: string;
}
export type ChainFindingCode =
  | 'seq-gap'
  | 'leaf-differs'
  | 'entry-unreadable'
  | 'other-stream'
  | 'seq-differs'
  | 'previous-differs'
  | 'time-runs-back'
  | 'state-digest-differs'
  | 'content-unreadable'
  | 'content-missing'
  | 'content-unknown'
  | 'commitment-differs'
  | 'head-differs';

/** A link after its check: what could be read of it, whatever else is wrong. */
export interface CheckedLink {
  readonly seq: number;
  /** Computed over the bytes. */
  readonly leaf: string;
  readonly body: EntryBody | null;
  /** What fits its commitment, or is erased. */
  readonly pieces: ReadonlyMap<string, Piece>;
  /** Names of erased pieces: allowed, and told apart from findings. */
  readonly erased: readonly string[];
  readonly findings: readonly ChainFinding[];
}

/** What became of a whole chain. */
export interface ChainReport {
  readonly entries: number;
  readonly findings: readonly ChainFinding[];
  readonly erased: readonly { readonly seq: number; readonly piece: string }[];
}

/** Checks a chain from its first entry to its last, in constant memory. Pass `head` to notice that its end was cut off. */
export function verifyChain(hashing: Hashing, name: ChainName, links: Iterable<Link>, head?: ChainHead): ChainReport {
  const check = new ChainCheck(hashing, name);
  const findings: ChainFinding[] = [];
  const erased: ChainReport['erased'][number][] = [];
  let entries = 0;
  for (const link of links) {
    const checked = check.next(link);
    entries++;
    findings.push(...checked.findings);
    for (const piece of checked.erased) erased.push({ seq: link.seq, piece });
  }
  if (head !== undefined) findings.push(...check.end(head));
  return { entries, findings, erased };
}

/** Checks one link after the other. */
export class ChainCheck {
  private seq = 0;
  private leaf: string | null = null;
  /** The last entry that could be read. */
  private last: EntryBody | null = null;

  constructor(
    private readonly hashing: Hashing,
    private readonly name: ChainName,
  ) {}

  next(link: Link): CheckedLink {
    const findings: ChainFinding[] = [];
    const report: Report = (code, message) => void findings.push({ seq: link.seq, code, message });
    const leaf = leafHash(this.hashing, link.bytes);
    if (link.seq !== this.seq + 1) report('seq-gap', `entry ${link.seq} follows entry ${this.seq}`);
    if (link.leaf !== leaf) report('leaf-differs', `the stored leaf is ${link.leaf}, the bytes have ${leaf}`);

    const body = readEntry(link.bytes, report);
    if (body !== null) this.compare(body, link.seq, report);
    const pieces = body === null ? NO_PIECES : this.checkContent(body, link.content, report);
    const erased = [...pieces].filter(([, piece]) => 'erased' in piece).map(([name]) => name);

    this.seq = link.seq;
    this.leaf = leaf;
    if (body !== null) this.last = body;
    return { seq: link.seq, leaf, body, pieces, erased, findings };
  }

  /** The chain has ended: must it end here? */
  end(head: ChainHead): ChainFinding[] {
    if (head.seq === this.seq && head.leaf === this.leaf) return [];
    const message = `the chain ends with entry ${this.seq}, leaf ${this.leaf}; it should end with entry ${head.seq}, leaf ${head.leaf}`;
    return [{ seq: this.seq, code: 'head-differs', message }];
  }

  private compare(body: EntryBody, seq: number, report: Report): void {
    const { unit, stream } = this.name;
    if (body.unit !== unit || body.stream !== stream) {
      report('other-stream', `it belongs to ${body.stream} of unit ${body.unit}, not to ${stream} of unit ${unit}`);
    }
    if (body.seq !== seq) report('seq-differs', `it says that it is entry ${body.seq}`);
    if (body.previous !== this.leaf) {
      report('previous-differs', `it follows an entry with leaf ${body.previous}, the one before it has ${this.leaf}`);
    }
    if (this.last !== null && body.at < this.last.at) {
      report('time-runs-back', `it was made at ${body.at}, the one before it at ${this.last.at}`);
    }
    this.compareState(body, report);
  }

  private compareState(body: EntryBody, report: Report): void {
    if (this.last !== null && (body.state === null) !== (this.last.state === null)) {
      report('state-digest-differs', 'a stream has a state in all of its entries or in none');
    }
    if (body.state === null) return;
    const expected = advance(this.hashing, this.last?.state ?? EMPTY_DIGESTS, body.content);
    for (const part of STATE_PARTS) {
      if (body.state[part] === expected[part]) continue;
      report(
        'state-digest-differs',
        `the digest of ${part} is ${body.state[part]}, by the events it is ${expected[part]}`,
      );
    }
  }

  private checkContent(body: EntryBody, text: string | null, report: Report): ReadonlyMap<string, Piece> {
    const stored = readPieces(text, report);
    const good = new Map<string, Piece>();
    for (const [name, expected] of Object.entries(body.content)) {
      const piece = stored.get(name);
      if (piece === undefined) {
        report('content-missing', `piece ${name} is neither there nor marked as erased`);
      } else if (this.fits(piece, expected)) {
        good.set(name, piece);
      } else {
        report('commitment-differs', `piece ${name} is not what the entry commits to`);
      }
    }
    for (const name of stored.keys()) {
      if (!Object.hasOwn(body.content, name)) report('content-unknown', `the entry does not commit to a piece ${name}`);
    }
    return good;
  }

  private fits(piece: Piece, expected: string): boolean {
    return !('value' in piece) || commitment(this.hashing, piece.salt, canonical(piece.value)) === expected;
  }
}

type Report = (code: ChainFindingCode, message: string) => void;
const NO_PIECES: ReadonlyMap<string, Piece> = new Map();

function readEntry(bytes: Uint8Array, report: Report): EntryBody | null {
  try {
    return decodeEntry(bytes);
  } catch (error) {
    if (!(error instanceof EntryFault)) throw error;
    report('entry-unreadable', error.message);
    return null;
  }
}

function readPieces(text: string | null, report: Report): ReadonlyMap<string, Piece> {
  try {
    return text === null ? NO_PIECES : readContent(text);
  } catch (error) {
    if (!(error instanceof ContentFault)) throw error;
    report('content-unreadable', error.message);
    return NO_PIECES;
  }
}
