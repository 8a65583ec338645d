import { deadlineTimer, type Deadline } from '@quanheng/policy/ports';
import type { CopyRow, WorkEvent, WorkItemRow } from '../ports/index.js';
import type { ProjectionContext } from './projection-context.js';
import type { Snapshot } from './snapshot.js';

/** What the events of the policy mean for rows: work items, deadlines and copies. */
export class WorkRows {
  constructor(
    private readonly after: Snapshot,
    private readonly context: ProjectionContext,
  ) {}

  take(event: WorkEvent): void {
    const { changes, at } = this.context;
    const { id: instance } = this.after;
    switch (event.type) {
      case 'itemOpened': {
        const row: WorkItemRow = {
          instance,
          item: event.item,
          unit: this.after.unit,
          process: this.after.process,
          businessKey: this.after.businessKey,
          number: this.after.number,
          element: event.element,
          activity: event.activity,
          name: event.name,
          status: 'open',
          assignee: null,
          offers: event.offers,
          form: event.form,
          openedAt: at,
          due: event.due,
          closedAt: null,
          closedBy: null,
          outcome: null,
          ...{ urges: 0, urgedAt: null, urgedBy: null },
        };
        changes.items.open(row);
        this.noticeItem(event.item, 'open', [], event.offers);
        break;
      }
      case 'itemAssigned':
        changes.items.assign({ instance, item: event.item }, event.assignee);
        this.noticeItem(event.item, 'open', event.assignee === null ? [] : [event.assignee], []);
        break;
      case 'itemCompleted':
        changes.items.close({
          instance,
          item: event.item,
          status: 'completed',
          closedAt: at,
          closedBy: event.by,
          outcome: event.outcome,
        });
        this.noticeItem(event.item, 'completed', [event.by], []);
        break;
      case 'itemCancelled':
        changes.items.close({
          instance,
          item: event.item,
          status: 'cancelled',
          closedAt: at,
          closedBy: null,
          outcome: null,
        });
        this.noticeItem(event.item, 'cancelled', [], []);
        break;
      case 'itemExcepted': {
        const { unit, process } = this.after;
        changes.items.except(event.persons.map((person) => ({ instance, item: event.item, unit, process, person })));
        break;
      }
      case 'itemUrged': {
        const { item, by, times, holders } = event;
        changes.items.urge({ instance, item, urges: times, urgedAt: at, urgedBy: by });
        this.noticeItem(item, 'open', holders.persons, holders.offers);
        break;
      }
      case 'copied':
        for (const person of event.persons) changes.copies.update(this.copyOf(person, event, null));
        break;
      case 'copyRead':
        changes.copies.update(this.copyOf(event.person, event, event.readAt));
        break;
      case 'deadlineSet':
        this.putDeadline(event, 'open');
        break;
      case 'deadlineCleared':
        changes.timers.drop({ instance, subscription: deadlineTimer(event.deadline) });
        break;
      default:
        break;
    }
  }

  private copyOf(person: string, { by, at }: Pick<CopyRow, 'by' | 'at'>, readAt: number | null): CopyRow {
    const { id: instance, unit, process, businessKey, number } = this.after;
    return { instance, person, unit, process, businessKey, number, by, at, readAt };
  }

  putDeadline({ deadline, activity, due }: Deadline, how: 'open' | 'update'): void {
    const { changes, notices } = this.context;
    const { id: instance, unit } = this.after;
    changes.timers[how]({ instance, subscription: deadlineTimer(deadline), unit, element: activity, due });
    notices.push({ kind: 'timer', due });
  }

  private noticeItem(item: string, status: string, persons: readonly string[], offers: readonly string[]): void {
    const { id: instance, unit } = this.after;
    this.context.notices.push({ kind: 'item', unit, instance, item, status, persons, offers });
  }
}
