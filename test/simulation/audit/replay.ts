import {
  eventFromJson,
  replay,
  stateToJson,
  UNBORN,
  type EngineEvent,
  type EventJson,
  type InstanceState,
} from '@quanheng/engine';
import type { InstanceRow, Policy, TrailRecord, WorkEvent } from '@quanheng/runtime/ports';
import { sortedJson, type ReadEntry } from './chain.js';
import { Notes, type Defect } from './defect.js';

/** An instance as its entries tell it. */
export interface Replayed {
  readonly flow: InstanceState;
  readonly work: unknown;
  readonly trail: readonly TrailRecord[];
  readonly workEvents: readonly { readonly at: number; readonly event: WorkEvent }[];
  readonly defects: readonly Defect[];
}

/** Applies all events of the entries, and compares what comes of it with the row that is stored. Nothing of the row is used. */
export function replayInstance(row: InstanceRow, entries: readonly ReadEntry[], policy: Policy): Replayed {
  const notes = new Notes('replay', row.id);
  let flow = UNBORN;
  let work: unknown = policy.initial;
  const trail: TrailRecord[] = [];
  const workEvents: { at: number; event: WorkEvent }[] = [];
  for (const entry of entries) {
    const flowEvents = (piece(notes, entry, 'flow') as readonly EventJson[]).map((event): EngineEvent =>
      eventFromJson(event),
    );
    try {
      flow = replay(flow, flowEvents);
    } catch (error) {
      notes.add(`the events of entry ${entry.seq} do not fit: ${String(error)}`);
      break;
    }
    for (const event of piece(notes, entry, 'work') as readonly WorkEvent[]) {
      work = policy.apply(work, event);
      workEvents.push({ at: entry.at, event });
    }
    trail.push(...(piece(notes, entry, 'trail') as readonly TrailRecord[]));
  }
  compareWithRow(notes, row, entries, flow, work, trail);
  return { flow, work, trail, workEvents, defects: notes.defects };
}

function piece(notes: Notes, entry: ReadEntry, name: string): readonly unknown[] {
  if (entry.erased.has(name)) notes.add(`${name} of entry ${entry.seq} was erased, so the state cannot be replayed`);
  return (entry.pieces.get(name) ?? []) as readonly unknown[];
}

function compareWithRow(
  notes: Notes,
  row: InstanceRow,
  entries: readonly ReadEntry[],
  flow: InstanceState,
  work: unknown,
  trail: readonly TrailRecord[],
): void {
  const last = entries.at(-1);
  notes.same('the flow', sortedJson(stateToJson(flow)), sortedJson(JSON.parse(row.state.flow)));
  notes.same('the work', sortedJson(work), sortedJson(JSON.parse(row.state.work)));
  notes.same('the trail', sortedJson(trail), sortedJson(JSON.parse(row.state.trail)));
  notes.same('the revision', entries.length, row.revision);
  notes.same('the moment of the last entry', last?.at, row.lastAt);
  notes.same('the digests', sortedJson(last?.state), sortedJson(row.digests));
  notes.same('the process', flow.process, row.process);
  notes.same('the definition', flow.definition, row.definition);
  notes.same('the business key', flow.businessKey, row.businessKey);
  if (row.status !== 'quarantined') notes.same('the status', flow.status, row.status);
  const hasEnded = flow.status === 'completed' || flow.status === 'cancelled';
  notes.same('whether it has an end', hasEnded, row.endedAt !== null);
}
