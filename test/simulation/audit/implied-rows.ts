import type { InstanceState } from '@quanheng/engine';
import type {
  IncidentRow,
  InstanceRow,
  JobRow,
  Queries,
  SubscriptionRow,
  TimerRow,
  WorkItemRow,
} from '@quanheng/runtime/ports';
import { compareRows, Notes, type Defect } from './defect.js';
import type { Replayed } from './replay.js';

export interface RowsOfInstance {
  readonly items: readonly WorkItemRow[];
  readonly timers: readonly TimerRow[];
  readonly subscriptions: readonly SubscriptionRow[];
  readonly jobs: readonly JobRow[];
  readonly incidents: readonly IncidentRow[];
}

const PAGE = 200;

export async function rowsOf(queries: Queries, { unit, id }: InstanceRow): Promise<RowsOfInstance> {
  const filter = { instance: id };
  return {
    items: await queries.itemsOf(id),
    subscriptions: await queries.subscriptionsOf(id),
    timers: await allPages((request) => queries.timers(unit, filter, request)),
    jobs: await allPages((request) => queries.jobs(unit, filter, request)),
    incidents: await allPages((request) => queries.incidents(unit, filter, request)),
  };
}

export async function allPages<Row>(
  read: (request: { limit: number; after?: string }) => Promise<{
    readonly rows: readonly Row[];
    readonly next: string | null;
  }>,
): Promise<readonly Row[]> {
  const rows: Row[] = [];
  let after: string | null = null;
  do {
    const found = await read({ limit: PAGE, ...(after === null ? {} : { after }) });
    rows.push(...found.rows);
    after = found.next;
  } while (after !== null);
  return rows;
}

/** The rows must be those that the replayed state implies: none lost, none doubled, none left over. */
export function checkRows(row: InstanceRow, replayed: Replayed, found: RowsOfInstance): readonly Defect[] {
  const notes = new Notes('rows', row.id);
  const { flow } = replayed;
  compareRows(
    notes,
    'timer',
    new Map([...subscriptions(flow, ['timer']), ...deadlines(replayed)]),
    found.timers.map((each) => [String(each.subscription), text([each.element, each.due])]),
  );
  compareRows(
    notes,
    'subscription',
    subscriptions(flow, ['message', 'signal']),
    found.subscriptions.map((each) => [
      String(each.subscription),
      text([each.element, each.kind, each.name, each.correlation]),
    ]),
  );
  compareRows(
    notes,
    'job',
    jobs(flow),
    found.jobs.map((each) => [String(each.job), text([each.element, each.handler, each.retries])]),
  );
  compareRows(
    notes,
    'incident',
    incidents(flow),
    found.incidents.map((each) => [String(each.element), text([each.activity, each.code, each.message])]),
  );
  compareRows(
    notes,
    'work item',
    items(replayed),
    found.items.map((each) => [each.item, itemText(each)]),
  );
  checkOpenWork(notes, flow, found.items);
  return notes.defects;
}

function subscriptions(flow: InstanceState, kinds: readonly string[]): ReadonlyMap<string, string> {
  const expected = new Map<string, string>();
  flow.subscriptions.forEach(({ element, trigger }, id) => {
    if (!kinds.includes(trigger.kind)) return;
    if (trigger.kind === 'timer') expected.set(String(id), text([element, trigger.due]));
    if (trigger.kind === 'message') expected.set(String(id), text([element, 'message', trigger.name, trigger.key]));
    if (trigger.kind === 'signal') expected.set(String(id), text([element, 'signal', trigger.name, null]));
  });
  return expected;
}

/** What the policy waits for stands among the timers. */
function deadlines({ workEvents }: Replayed): ReadonlyMap<string, string> {
  const expected = new Map<string, string>();
  for (const { event } of workEvents) {
    // Other kinds of events are the policy's own, and their members no business of the rows.
    if (event.type === 'deadlineSet') expected.set(String(-event.deadline), text([event.activity, event.due]));
    else if (event.type === 'deadlineCleared') expected.delete(String(-event.deadline));
  }
  return expected;
}

function jobs(flow: InstanceState): ReadonlyMap<string, string> {
  const expected = new Map<string, string>();
  flow.elements.forEach(({ element, work }, id) => {
    if (work?.kind === 'job') expected.set(String(id), text([element, work.handler ?? element, work.retries]));
  });
  return expected;
}

function incidents(flow: InstanceState): ReadonlyMap<string, string> {
  const expected = new Map<string, string>();
  flow.elements.forEach(({ element, incident }, id) => {
    if (incident !== null) expected.set(String(id), text([element, incident.code, incident.message]));
  });
  return expected;
}

/** Every item that was ever opened keeps its row; what became of it is told by the events of the work. */
function items({ workEvents }: Replayed): ReadonlyMap<string, string> {
  const rows = new Map<string, WorkItemLife>();
  for (const { at, event } of workEvents) {
    // Other kinds of events are the policy's own, and their members no business of the rows.
    if (event.type === 'itemOpened') {
      const { element, activity } = event;
      const open = { element: element, activity: activity, openedAt: at };
      rows.set(event.item, { ...open, status: 'open', assignee: null, closedBy: null, outcome: null });
    } else if (event.type === 'itemAssigned') {
      change(rows, event.item, { assignee: event.assignee });
    } else if (event.type === 'itemCompleted') {
      const { by, outcome } = event;
      change(rows, event.item, {
        status: 'completed',
        closedBy: by,
        outcome: outcome,
      });
    } else if (event.type === 'itemCancelled') {
      change(rows, event.item, { status: 'cancelled' });
    }
  }
  return new Map([...rows].map(([item, life]) => [item, itemText(life)]));
}

type WorkItemLife = Pick<
  WorkItemRow,
  'element' | 'activity' | 'openedAt' | 'status' | 'assignee' | 'closedBy' | 'outcome'
>;

function change(rows: Map<string, WorkItemLife>, item: string, change: Partial<WorkItemLife>): void {
  const row = rows.get(item);
  if (row !== undefined) rows.set(item, { ...row, ...change });
}

function itemText({ element, activity, openedAt, status, assignee, closedBy, outcome }: WorkItemLife): string {
  return text([element, activity, openedAt, status, assignee, closedBy, outcome]);
}

/** Each task that waits for a person has one open item, and each open item such a task. */
function checkOpenWork(notes: Notes, flow: InstanceState, rows: readonly WorkItemRow[]): void {
  const waiting = new Set<number>();
  flow.elements.forEach(({ work }, id) => {
    if (work?.kind === 'user') waiting.add(id);
  });
  for (const { item, element, status } of rows) {
    if (status === 'open' && !waiting.delete(element)) notes.add(`item ${item} is open, but ${element} does not wait`);
  }
  for (const element of waiting) notes.add(`${element} waits for a person, but has no open item`);
}

function text(values: readonly unknown[]): string {
  return JSON.stringify(values);
}
