import { earliestMeeting, filingDays, workingDaysOf, type Day } from '../../calendar/index.js';
import { unitRule } from '../../catalogue/index.js';
import type { Around, PlannedControl } from '../control.js';
import { FILE } from '../filing/filing.js';
import type { Properties } from './properties.js';

/** What is known of the filing that a meeting waits for. */
export interface Filed {
  /** Node key of the filing. */
  readonly activity: string;
  /** Milliseconds since the epoch; null: it has not been received yet, or was voided since. */
  readonly at: number | null;
  readonly needed: number;
  /** Working days between the filing and the moment that is asked about. */
  readonly days: number;
  /** The first day on which the meeting may be opened; of what is not filed, if it were filed now. */
  readonly earliest: Day;
}

/** Null: the meeting waits for no filing. */
export function filedFor({ properties, activity }: PlannedControl<Properties>, around: Around): Filed | null {
  const { filing, filingDays: needed } = properties;
  if (filing === undefined) return null;
  const { organisation, at, ended } = around;
  const key = activity.key.slice(0, activity.key.lastIndexOf(':') + 1) + filing;
  const known = ended[key];
  const filed = known?.outcome === 'passed' && known.voided === undefined ? known.acts[FILE] : undefined;
  const calendar = workingDaysOf(organisation, 'statutory', at);
  const rule = unitRule(organisation, 'filingCount', at).value;
  const days = filed === undefined ? 0 : filingDays(calendar, { filedAt: filed.at, meetingAt: at }, rule).value;
  return {
    ...{ activity: key, at: filed?.at ?? null, needed },
    days: Math.max(0, days),
    earliest: earliestMeeting(calendar, filed?.at ?? at, needed, rule).value,
  };
}
