import type { ReminderKind } from '@quanheng/runtime/ports';

export type Channel = 'inApp' | 'mail' | 'webhook';
/** How somebody wants to be told of what; kept as `PersonalRow` of the kind `REMINDERS`. */
export interface ReminderSettings {
  /** Where e-mails go; null: nowhere. */
  readonly mail: string | null;
  readonly kinds: Readonly<Record<ReminderKind, readonly Channel[]>>;
}

export const REMINDERS = 'reminders';
export const REMINDER_KINDS = [
  'opened',
  'returned',
  'soon',
  'overdue',
  'urged',
] as const satisfies readonly ReminderKind[];

/** Who has said nothing is told of everything, in the product alone. */
export const USUAL_SETTINGS: ReminderSettings = {
  mail: null,
  kinds: { opened: ['inApp'], returned: ['inApp'], soon: ['inApp'], overdue: ['inApp'], urged: ['inApp'] },
};

/** As the API has written it. */
export function settingsFrom(value: string | undefined): ReminderSettings {
  return value === undefined ? USUAL_SETTINGS : (JSON.parse(value) as ReminderSettings);
}
