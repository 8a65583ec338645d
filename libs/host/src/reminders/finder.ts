import { createHash } from 'node:crypto';
import type {
  NewReminder,
  OrganisationView,
  PersonalStore,
  Queries,
  ReminderKind,
  ReminderRow,
  ReminderStore,
  WaitingItem,
} from '@quanheng/runtime/ports';
import { recipientsOf } from './recipients.js';
import { REMINDERS, settingsFrom, type Channel, type ReminderSettings } from './settings.js';

export interface FinderParts {
  readonly reminders: ReminderStore;
  readonly personal: PersonalStore;
  readonly queries: Pick<Queries, 'units'>;
  readonly organisation: { view(unit: string): Promise<OrganisationView> };
  /** What there is to deliver by. */
  readonly channels: readonly Channel[];
}

/** Milliseconds before its time that work counts as due soon, as on the workbench. */
const SOON = 2 * 86_400_000;
/** What happened at a moment may be committed a little later: so far back it is looked again, and now and then much farther. */
const OVERLAP = 15_000;
const WIDE = 600_000;
const WIDE_EVERY = 60;
/** At the start: what happened while nobody looked. */
const LOOK_BACK = 7 * 86_400_000;
const PAGE = 200;
/** Whom a matter is given back by. */
const RETURN = 'returnWork';

interface Search {
  readonly moment: 'openedAt' | 'due' | 'urgedAt';
  /** Of what happened then. */
  readonly kind: ReminderKind;
  /** Milliseconds that the moment lies ahead. */
  readonly ahead: number;
}
const SEARCHES: readonly Search[] = [
  { moment: 'openedAt', kind: 'opened', ahead: 0 },
  { moment: 'due', kind: 'soon', ahead: SOON },
  { moment: 'due', kind: 'overdue', ahead: 0 },
  { moment: 'urgedAt', kind: 'urged', ahead: 0 },
];

/** Finds whom to remind of what, from the rows of work items: nothing is lost when a process ends, and nobody is told the same twice. */
export class ReminderFinder {
  private lookedAt: number | null = null;
  private rounds = 0;

  constructor(private readonly parts: FinderParts) {}

  /** Writes what has to be told since the last round; gives how many pieces of work it was about. */
  async round(now: number): Promise<number> {
    const isWide = this.rounds++ % WIDE_EVERY === 0;
    const back = this.lookedAt === null ? LOOK_BACK : isWide ? WIDE : OVERLAP;
    const from = (this.lookedAt ?? now) - back;
    let found = 0;
    for (const { unit } of await this.parts.queries.units()) {
      for (const search of SEARCHES) found += await this.search(unit, search, from, now);
    }
    this.lookedAt = now;
    return found;
  }

  private async search(unit: string, search: Search, from: number, now: number): Promise<number> {
    const range = { from: from + search.ahead, to: now + search.ahead };
    let found = 0;
    let after: string | null = null;
    do {
      const request: { limit: number; after?: string } = { limit: PAGE, ...(after === null ? {} : { after }) };
      const { rows, next } = await this.parts.reminders.waiting(unit, search.moment, range, request);
      if (rows.length > 0) await this.tell(unit, search, rows, from, now);
      found += rows.length;
      after = next;
    } while (after !== null);
    return found;
  }

  private async tell(
    unit: string,
    { moment, kind }: Search,
    rows: readonly WaitingItem[],
    from: number,
    now: number,
  ): Promise<void> {
    const { reminders, organisation, personal } = this.parts;
    const view = await organisation.view(unit);
    const told = rows.map((row) => ({ ...row, persons: recipientsOf(row, view, now) }));
    const instances = [...new Set(rows.map(({ item }) => item.instance))];
    const returned = kind === 'opened' ? await reminders.doneBy(unit, RETURN, instances, from) : new Set<string>();
    const persons = [...new Set(told.flatMap((each) => each.persons))];
    const kept = await personal.list(unit, REMINDERS, persons);
    const settings = new Map(kept.map(({ person, value }) => [person, value]));
    const found = told.flatMap(({ item, persons: whom }) => {
      const why = returned.has(`${item.instance} ${item.openedAt}`) ? 'returned' : kind;
      return whom.flatMap((person) => {
        const about = { unit, person, kind: why, item, occasion: item[moment] ?? 0, now };
        return this.reminderFor(about, settingsFrom(settings.get(person))) ?? [];
      });
    });
    await reminders.add(found);
  }

  /** Null: the person wants to be told of this nowhere. */
  private reminderFor(about: About, settings: ReminderSettings): NewReminder | null {
    const wanted = settings.kinds[about.kind].filter((channel) => this.parts.channels.includes(channel));
    const deliveries: NewReminder['deliveries'][number][] = [];
    if (wanted.includes('mail') && settings.mail !== null) deliveries.push({ channel: 'mail', target: settings.mail });
    if (wanted.includes('webhook')) deliveries.push({ channel: 'webhook', target: '' });
    const isShown = wanted.includes('inApp');
    return isShown || deliveries.length > 0 ? { reminder: rowOf(about, isShown), deliveries } : null;
  }
}

interface About {
  readonly unit: string;
  readonly person: string;
  readonly kind: ReminderKind;
  readonly item: WaitingItem['item'];
  /** The moment that it is told for: urged again is told again. */
  readonly occasion: number;
  readonly now: number;
}

function rowOf({ unit, person, kind, item, occasion, now }: About, isShown: boolean): ReminderRow {
  const { instance, item: id, process, name, number } = item;
  const what = JSON.stringify([unit, person, kind, instance, id, occasion]);
  return {
    id: createHash('sha256').update(what, 'utf8').digest('hex'),
    ...{ unit, person, kind, state: isShown ? 'unread' : 'hidden', instance, item: id, process, name, number, at: now },
  };
}
