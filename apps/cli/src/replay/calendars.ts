import type { Env } from '@quanheng/engine';
import { OrganisationIndex, workingTimeOf } from '@quanheng/policy';
import type { FactRow, Queries } from '@quanheng/runtime';

/** What the engine was told of working time, as the calendars were at the version of the organisation that an entry names. */
export interface Calendars {
  workingTime(unit: string, version: number, at: number): Promise<NonNullable<Env['workingTime']>>;
}

interface History {
  /** Everything up to this version is in `rows`. */
  readonly version: number;
  readonly rows: readonly FactRow[];
}

/** Keeps nothing of the organisation but its calendars, which are few: entries name its versions in no order. */
export class CalendarHistory implements Calendars {
  private readonly histories = new Map<string, History>();
  private readonly views = new Map<string, OrganisationIndex>();

  constructor(private readonly queries: Pick<Queries, 'facts' | 'organisationVersion'>) {}

  async workingTime(unit: string, version: number, at: number): Promise<NonNullable<Env['workingTime']>> {
    return workingTimeOf(await this.view(unit, version), at);
  }

  private async view(unit: string, version: number): Promise<OrganisationIndex> {
    const history = await this.history(unit, version);
    // Most versions change no calendar: those are one view.
    const seen = history.rows.filter(({ since }) => since <= version).length;
    const ended = history.rows.filter(({ until }) => until !== null && until <= version).length;
    const key = `${unit} ${seen} ${ended}`;
    let view = this.views.get(key);
    if (!view) this.views.set(key, (view = OrganisationIndex.empty(unit).with(version, history.rows)));
    return view;
  }

  private async history(unit: string, version: number): Promise<History> {
    const known = this.histories.get(unit);
    if (known !== undefined && known.version >= version) return known;
    const newest = Math.max(version, await this.queries.organisationVersion(unit));
    const rows = (await this.queries.facts(unit, 0, newest)).filter(({ fact }) => fact.kind === 'calendar');
    const history = { version: newest, rows };
    this.histories.set(unit, history);
    return history;
  }
}
