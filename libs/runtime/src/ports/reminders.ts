import type { Page, PageRequest } from './queries.js';
import type { WorkItemRow } from './rows.js';

/** Told because: work came, came back, is due soon, is late, or was urged. */
export type ReminderKind = 'opened' | 'returned' | 'soon' | 'overdue' | 'urged';

/** Somebody was told of a work item. In no entry: whoever is told of nothing still finds it in their inbox. */
export interface ReminderRow {
  /** Follows from whom, of what and why, so that nobody is told the same twice. */
  readonly id: string;
  readonly unit: string;
  readonly person: string;
  readonly kind: ReminderKind;
  /** `hidden`: told elsewhere only, and not shown in the product. */
  readonly state: 'unread' | 'read' | 'hidden';
  readonly instance: string;
  readonly item: string;
  readonly process: string;
  /** Of the work item. */
  readonly name: string;
  readonly number: string | null;
  readonly at: number;
}

/** A reminder on its way out of the product. */
export interface DeliveryRow {
  readonly reminder: string;
  readonly channel: 'mail' | 'webhook';
  /** Address of a mailbox; of a webhook: empty. */
  readonly target: string;
  /** How often it was tried; the one under way counts. */
  readonly attempts: number;
  readonly createdAt: number;
  readonly availableAt: number;
}
export type TakenDelivery = DeliveryRow & { readonly about: ReminderRow };

/** What is written together: a reminder, and where it is to be delivered. */
export interface NewReminder {
  readonly reminder: ReminderRow;
  readonly deliveries: readonly Pick<DeliveryRow, 'channel' | 'target'>[];
}

/** An open work item in which something happened, and who declared an interest in it. */
export interface WaitingItem {
  readonly item: WorkItemRow;
  readonly excepted: readonly string[];
}

export interface ReminderStore {
  /** Those that are there already stay as they are, and are delivered no second time. */
  add(reminders: readonly NewReminder[]): Promise<void>;
  /** Newest first, without what is hidden. */
  list(filter: ReminderFilter, page: PageRequest): Promise<Page<ReminderRow>>;
  /** How many are unread, counted up to `most`. */
  countUnread(unit: string, person: string, most: number): Promise<number>;
  /** Marks those of the person as read, all unread ones when no ids are given; gives their number. */
  read(unit: string, person: string, ids?: readonly string[]): Promise<number>;
  /** Deletes what was made before a moment, with what was not delivered of it; at most `limit`, and gives their number. */
  dropOld(before: number, limit: number): Promise<number>;

  /** Takes what may be delivered at `now`: nobody else does before `until`. */
  takeDeliveries(request: {
    readonly now: number;
    readonly until: number;
    readonly limit: number;
  }): Promise<readonly TakenDelivery[]>;
  deferDelivery(delivery: Pick<DeliveryRow, 'reminder' | 'channel'>, until: number): Promise<void>;
  /** It has arrived, or nobody tries any more. */
  endDelivery(delivery: Pick<DeliveryRow, 'reminder' | 'channel'>): Promise<void>;

  /** Open items of a unit of which that moment lies in `(from, to]`, in order, a page at a time. */
  waiting(
    unit: string,
    moment: 'openedAt' | 'due' | 'urgedAt',
    range: { readonly from: number; readonly to: number },
    page: PageRequest,
  ): Promise<Page<WaitingItem>>;
  /** `instance at` of what was done on these instances by commands of that kind since `from`. */
  doneBy(unit: string, command: string, instances: readonly string[], from: number): Promise<ReadonlySet<string>>;
}
export interface ReminderFilter {
  readonly unit: string;
  readonly person: string;
  readonly unread?: boolean;
}
