import type { Notice } from '@quanheng/runtime/ports';

/** What a page is told: that something changed, not what. */
export interface PageEvent {
  readonly event: 'ready' | 'look-again' | 'item' | 'instance';
  readonly data: Readonly<Record<string, string>>;
}
export type Listener = (event: PageEvent) => void;

/** Who hears of what: each listens on channels, and a notice goes to some of them. Nothing is looked up in the database. */
export class Listeners {
  private readonly channels = new Map<string, Set<Listener>>();

  /** Returns how to stop listening. */
  add(unit: string, channels: readonly string[], listener: Listener): () => void {
    const names = channels.map((channel) => named(unit, channel));
    for (const name of names) this.channels.set(name, (this.channels.get(name) ?? new Set()).add(listener));
    return () => {
      for (const name of names) {
        const heard = this.channels.get(name);
        heard?.delete(listener);
        if (heard?.size === 0) this.channels.delete(name);
      }
    };
  }

  tell(notice: Notice): void {
    const event = eventOf(notice);
    if (event === null) return;
    const reached = new Set(channelsOf(notice).flatMap((channel) => [...(this.channels.get(channel) ?? [])]));
    for (const listener of reached) listener(event);
  }

  get size(): number {
    return this.channels.size;
  }
}

/** Everything of the unit, for operators and auditors. */
export const ALL = 'all';
const named = (unit: string, channel: string) => `${unit} ${channel}`;

function eventOf(notice: Notice): PageEvent | null {
  switch (notice.kind) {
    case 'instance':
      return { event: 'instance', data: { instance: notice.instance, status: notice.status } };
    case 'item':
      return { event: 'item', data: { instance: notice.instance, item: notice.item, status: notice.status } };
    case 'incident':
      return { event: 'instance', data: { instance: notice.instance, status: 'incident' } };
    default:
      return null;
  }
}

function channelsOf(notice: Notice): string[] {
  switch (notice.kind) {
    // Whoever else may see the instance hears of the step that raised it.
    case 'incident':
      return [named(notice.unit, ALL)];
    case 'instance':
    case 'item': {
      const persons = notice.persons.map((person) => `person:${person}`);
      return [ALL, ...persons, ...notice.offers].map((channel) => named(notice.unit, channel));
    }
    default:
      return [];
  }
}
