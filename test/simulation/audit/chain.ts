import { createHash } from 'node:crypto';
import type { ContentRow, EntryRow } from '@quanheng/runtime/ports';
import { Notes, type Defect } from './defect.js';

export type StoredEntry = EntryRow & { readonly content: ContentRow | null };

/** An entry as its bytes tell it, with its content. */
export interface ReadEntry {
  readonly seq: number;
  readonly at: number;
  readonly kind: string;
  readonly principal: string;
  readonly refused: string | null;
  readonly definition: string | null;
  /** Values by the name of their piece; what was erased is absent. */
  readonly pieces: ReadonlyMap<string, unknown>;
  readonly erased: ReadonlySet<string>;
  readonly state: Readonly<Record<string, string>> | null;
}

interface Body {
  readonly unit: string;
  readonly stream: string;
  readonly seq: number;
  readonly at: string;
  readonly previous: string | null;
  readonly principal: { readonly kind: string; readonly id: string };
  readonly command: string;
  readonly decision: 'accepted' | { readonly refused: readonly string[] };
  readonly versions: { readonly definition: string | null };
  readonly content: Readonly<Record<string, string>>;
  readonly state: Readonly<Record<string, string>> | null;
}

const PARTS = ['flow', 'work', 'trail'];

/** Checks one chain from its first entry on, with hashes computed here and not by the code that wrote them. */
export function checkChain(
  stream: string,
  entries: readonly StoredEntry[],
): { readonly defects: readonly Defect[]; readonly read: readonly ReadEntry[] } {
  const notes = new Notes('chain', stream);
  const read: ReadEntry[] = [];
  let previous: string | null = null;
  let at = 0;
  let digests: Record<string, string> = Object.fromEntries(PARTS.map((part) => [part, '0'.repeat(64)]));
  for (const [index, row] of entries.entries()) {
    const bytes = Buffer.from(row.bytes);
    const leaf = sha256(Buffer.concat([Buffer.of(0), bytes]));
    notes.same(`leaf of ${row.seq}`, leaf, row.leaf);
    notes.same(`number of entry ${index + 1}`, index + 1, row.seq);
    let body: Body;
    try {
      body = JSON.parse(bytes.toString('utf8')) as Body;
    } catch (error) {
      notes.add(`entry ${row.seq} is no JSON: ${String(error)}`);
      break;
    }
    notes.same(`canonical form of ${row.seq}`, sortedJson(body), bytes.toString('utf8'));
    notes.same(`previous of ${row.seq}`, previous, body.previous);
    compareColumns(notes, row, body);
    if (row.at < at) notes.add(`entry ${row.seq} is before the one before it`);
    const { pieces, erased } = readPieces(notes, row, body);
    digests = nextDigests(digests, body.content);
    if (body.state !== null) notes.same(`digests of ${row.seq}`, sortedJson(digests), sortedJson(body.state));
    const { seq, kind, principal, refused } = row;
    const { definition } = body.versions;
    read.push({ seq, at: row.at, kind, principal, refused, definition, pieces, erased, state: body.state });
    previous = leaf;
    at = row.at;
  }
  return { defects: notes.defects, read };
}

/** The columns of the row are only there to be searched; they must say what the bytes say. */
function compareColumns(notes: Notes, row: StoredEntry, body: Body): void {
  const named = `${body.principal.kind}:${body.principal.id}`;
  const refused = body.decision === 'accepted' ? null : (body.decision.refused[0] ?? null);
  const columns = { unit: row.unit, stream: row.stream, seq: row.seq, at: row.at, kind: row.kind };
  const said = { unit: body.unit, stream: body.stream, seq: body.seq, at: Date.parse(body.at), kind: body.command };
  notes.same(`columns of ${row.seq}`, JSON.stringify(said), JSON.stringify(columns));
  notes.same(`principal of ${row.seq}`, named, row.principal);
  notes.same(`refusal of ${row.seq}`, refused, row.refused);
}

function readPieces(
  notes: Notes,
  row: StoredEntry,
  body: Body,
): { readonly pieces: Map<string, unknown>; readonly erased: Set<string> } {
  const pieces = new Map<string, unknown>();
  const erased = new Set<string>();
  if (row.content === null) {
    if (Object.keys(body.content).length > 0) notes.add(`the content of ${row.seq} is lost`);
    return { pieces, erased };
  }
  const kept = JSON.parse(row.content.pieces) as Record<string, { erased?: true; salt?: string; value?: unknown }>;
  notes.same(`pieces of ${row.seq}`, Object.keys(body.content).sort().join(), Object.keys(kept).sort().join());
  for (const [name, piece] of Object.entries(kept)) {
    if (piece.erased === true) {
      erased.add(name);
      continue;
    }
    const committed = sha256(`quanheng/commitment/v1\n${piece.salt ?? ''}\n${sortedJson(piece.value)}`);
    notes.same(`commitment of ${row.seq} to ${name}`, committed, body.content[name]);
    pieces.set(name, piece.value);
  }
  return { pieces, erased };
}

function nextDigests(
  digests: Readonly<Record<string, string>>,
  content: Readonly<Record<string, string>>,
): Record<string, string> {
  const next = { ...digests };
  for (const part of PARTS) {
    const events = content[part];
    if (events !== undefined) next[part] = sha256(`quanheng/chain/v1/${part}\n${next[part] ?? ''}\n${events}`);
  }
  return next;
}

/** JSON with the members of objects in the order of their names, which JavaScript itself would not keep for names such as `10`. */
export function sortedJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(sortedJson).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([name, inner]) => `${JSON.stringify(name)}:${sortedJson(inner)}`).join()}}`;
}

function sha256(data: string | Buffer): string {
  return createHash('sha256').update(data).digest('hex');
}
