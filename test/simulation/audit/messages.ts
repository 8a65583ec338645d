import type { Queries } from '@quanheng/runtime/ports';
import type { ReadEntry } from './chain.js';
import { Notes, type Defect } from './defect.js';

const MOST_BUFFERED = 100_000;

/**
 * Every message that was sent was taken by one receiver or still lies in the buffer, and every signal reached an instance at most once.
 * Expired messages must not have been dropped yet.
 */
export async function checkMessages(
  unit: string,
  queries: Queries,
  chains: ReadonlyMap<string, readonly ReadEntry[]>,
): Promise<readonly Defect[]> {
  const notes = new Notes('messages', unit);
  const names = new Set<string>();
  /** Ids of messages that a command took out of the buffer, with the entry that did. */
  const taken = new Map<string, string>();
  const signals = new Set<string>();
  let sent = 0;
  for (const [stream, entries] of chains) {
    for (const entry of entries) {
      if (entry.refused !== null) continue;
      for (const name of sentBy(entry)) {
        names.add(name);
        sent++;
      }
      const where = `${stream}#${entry.seq}`;
      const command = (entry.pieces.get('command') ?? {}) as { message?: unknown; signal?: unknown };
      if (isTaking(entry.kind) && typeof command.message === 'string') {
        const other = taken.get(command.message);
        if (other !== undefined) notes.add(`message ${command.message} was taken by ${other} and by ${where}`);
        taken.set(command.message, where);
      }
      if (entry.kind === 'deliverSignal') {
        const delivery = `${String(command.signal)} to ${stream}`;
        if (signals.has(delivery)) notes.add(`signal ${delivery} was delivered twice`);
        signals.add(delivery);
      }
    }
  }
  let buffered = 0;
  for (const name of names) {
    const waiting = await queries.messagesFor(unit, name, null, 0, MOST_BUFFERED);
    for (const { id } of waiting) {
      if (taken.has(id)) notes.add(`message ${id} was taken by ${taken.get(id) ?? ''}, but is still in the buffer`);
    }
    buffered += waiting.length;
  }
  notes.same('the number of messages taken or in the buffer', sent, taken.size + buffered);
  return notes.defects;
}

function isTaking(kind: string): boolean {
  return kind === 'deliverMessage' || kind === 'startInstance';
}

/** Names of the messages that an entry sent: thrown by an element, or published from outside. */
function sentBy(entry: ReadEntry): readonly string[] {
  const events = (entry.pieces.get('flow') ?? []) as readonly { readonly type: string; readonly name?: string }[];
  const thrown = events.filter(({ type }) => type === 'messageThrown').map(({ name }) => name ?? '');
  if (entry.kind !== 'publishMessage') return thrown;
  const { name } = (entry.pieces.get('command') ?? {}) as { name?: string };
  return [...thrown, name ?? ''];
}
