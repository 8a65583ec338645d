import type { Retention } from '@quanheng/persistence';
import type { DraftStore, PasskeyStore, ReminderStore, SessionStore } from '@quanheng/runtime/ports';
import type { Config } from '../configuration/index.js';

/** One kind of tidying, in short pieces. Doing it twice, or two at once, does no more than doing it once. */
export interface Chore {
  readonly name: string;
  /** Rows that one piece is for at most; a piece that was for fewer was the last one. */
  readonly batch: number;
  /** Does a piece; gives how many rows it was for. */
  readonly piece: (now: number) => Promise<number>;
}

export interface Tidied {
  readonly sessions: Pick<SessionStore, 'dropExpired' | 'dropAttempts'>;
  readonly passkeys: Pick<PasskeyStore, 'dropChallenges'>;
  readonly drafts: Pick<DraftStore, 'dropStale'>;
  readonly reminders: Pick<ReminderStore, 'dropOld'>;
  readonly retention: Retention;
}

/** How long failed attempts to sign in are remembered at most, in milliseconds: what is older counts for nobody any more. */
export const ATTEMPTS_REMEMBERED = 24 * 3_600_000;

const MINUTE = 60_000;
const DAY = 86_400_000;
/** Rows that one statement deletes. */
const ROWS = 1_000;
/** Instances take some milliseconds each. */
const INSTANCES = 20;

/** What has to be tidied up: what has expired anyway, and what the office has set a time for. */
export function choresOf(
  { signIn, housekeeping, reminders: { days } }: Config,
  { sessions, passkeys, drafts, reminders, retention }: Tidied,
): readonly Chore[] {
  const { archiveDays, answerDays, draftDays } = housekeeping;
  const chores: Chore[] = [
    {
      name: 'sessions',
      batch: ROWS,
      piece: (now) => sessions.dropExpired(now, now - signIn.idleMinutes * MINUTE, ROWS),
    },
    { name: 'attempts', batch: ROWS, piece: (now) => sessions.dropAttempts(now - ATTEMPTS_REMEMBERED, ROWS) },
    { name: 'challenges', batch: ROWS, piece: (now) => passkeys.dropChallenges(now, ROWS) },
    { name: 'drafts', batch: ROWS, piece: (now) => drafts.dropStale(now - draftDays * DAY, ROWS) },
    { name: 'reminders', batch: ROWS, piece: (now) => reminders.dropOld(now - days * DAY, ROWS) },
  ];
  if (answerDays !== undefined) {
    const forget = (now: number) => retention.forgetAnswers({ before: now - answerDays * DAY, batch: ROWS });
    chores.push({ name: 'answers', batch: ROWS, piece: forget });
  }
  if (archiveDays !== undefined) {
    const archive = (now: number) => retention.archiveFinished({ before: now - archiveDays * DAY, batch: INSTANCES });
    chores.push({ name: 'archive', batch: INSTANCES, piece: archive });
  }
  return chores;
}
