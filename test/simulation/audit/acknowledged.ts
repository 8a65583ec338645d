import type { Answer, EntryRef } from '@quanheng/runtime/ports';
import type { ReadEntry } from './chain.js';
import { Notes, type Defect } from './defect.js';

/** What a client knows: which command it gave under which key, and the answers it got, if any. */
export interface Given {
  readonly key: string;
  readonly kind: string;
  readonly principal: string;
  /** A text that the command carries and no other does; null where it can carry none. */
  readonly mark: string | null;
  /** Every answer to this key; empty: the client never learnt what came of it. */
  readonly answers: readonly Answer[];
}

/**
 * What was acknowledged is in the chains, under the entry that the answer names; no two commands share an entry, a repeated command has one, and
 * a command whose answer was lost was carried out once or not at all.
 */
export function checkAcknowledged(
  given: readonly Given[],
  chains: ReadonlyMap<string, readonly ReadEntry[]>,
): readonly Defect[] {
  const defects: Defect[] = [];
  const owners = new Map<string, string>();
  const marks = countMarks(given, chains);
  for (const command of given) {
    const notes = new Notes('acknowledged', `${command.kind} ${command.key}`);
    const refs = new Map<string, EntryRef>();
    for (const answer of command.answers) {
      if (answer.status === 'rejected' || answer.entry === null) continue;
      refs.set(nameOf(answer.entry), answer.entry);
      checkEntry(notes, command, answer, chains);
    }
    if (refs.size > 1) notes.add(`was answered with several entries: ${[...refs.keys()].join(', ')}`);
    for (const name of refs.keys()) {
      const other = owners.get(name);
      if (other !== undefined) notes.add(`shares entry ${name} with ${other}`);
      owners.set(name, command.key);
    }
    checkMark(notes, command, command.mark === null ? null : (marks.get(command.mark) ?? 0));
    defects.push(...notes.defects);
  }
  return defects;
}

function checkEntry(
  notes: Notes,
  { kind, principal }: Given,
  answer: Exclude<Answer, { status: 'rejected' }>,
  chains: ReadonlyMap<string, readonly ReadEntry[]>,
): void {
  if (answer.entry === null) return;
  const { stream, seq } = answer.entry;
  const entry = chains.get(stream)?.[seq - 1];
  if (entry === undefined) {
    notes.add(`was acknowledged as ${nameOf(answer.entry)}, which does not exist`);
    return;
  }
  notes.same(`the kind of ${nameOf(answer.entry)}`, kind, entry.kind);
  notes.same(`the principal of ${nameOf(answer.entry)}`, principal, entry.principal);
  const headline = answer.status === 'refused' ? (answer.reasons[0]?.code ?? null) : null;
  notes.same(`the refusal of ${nameOf(answer.entry)}`, headline, entry.refused);
}

/** How often the marked command was carried out, by the contents of accepted entries. */
function checkMark(notes: Notes, { answers }: Given, times: number | null): void {
  if (times === null) return;
  if (times > 1) notes.add(`was carried out ${times} times`);
  const accepted = answers.some(({ status }) => status === 'accepted');
  if (accepted && times === 0) notes.add('was acknowledged, but never carried out');
  if (!accepted && answers.length > 0 && times > 0) notes.add('was turned down, but carried out');
}

function countMarks(
  given: readonly Given[],
  chains: ReadonlyMap<string, readonly ReadEntry[]>,
): ReadonlyMap<string, number> {
  const wanted = new Map(given.flatMap(({ mark, kind }) => (mark === null ? [] : [[mark, kind] as const])));
  const counts = new Map<string, number>();
  for (const entry of [...chains.values()].flat()) {
    if (entry.refused !== null) continue;
    for (const mark of marksIn(entry.pieces.get('command'))) {
      if (wanted.get(mark) === entry.kind) counts.set(mark, (counts.get(mark) ?? 0) + 1);
    }
  }
  return counts;
}

/** The marks that a command carries: every text that begins with `mark:`. */
function marksIn(command: unknown): ReadonlySet<string> {
  const found = JSON.stringify(command ?? null).match(/mark:[\w-]+/g);
  return new Set(found ?? []);
}

function nameOf({ stream, seq }: EntryRef): string {
  return `${stream}#${seq}`;
}
