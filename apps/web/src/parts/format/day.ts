import type { Language } from '../../i18n/texts.js';
import { toSecond } from './time.js';

const DAY = 86_400_000;
const WRITTEN = /^(\d{4})-(\d{2})-(\d{2})(?= |$)/;

/** The beginning of a day of the organisation, `2026-03-01`. */
export function startOfDay(day: string): number {
  return Date.parse(`${day}T00:00:00+08:00`);
}

/** The first moment after it. */
export function endOfDay(day: string): number {
  return startOfDay(day) + DAY;
}

/** `2026-03-01` */
export function dayOf(at: number): string {
  return toSecond(at).slice(0, 10);
}

/** The last day of what ends before a moment. */
export function lastDayOf(end: number): string {
  return dayOf(end - 1);
}

/** A day, alone or with a time behind it, as a document writes it: `2026年3月1日`, in English `2026-03-01`. What is none stays as it is. */
export function writtenDay(text: string, language: Language): string {
  if (language === 'en') return text;
  return text.replace(WRITTEN, (_day, year: string, month: string, day: string) => {
    return `${year}年${Number(month)}月${Number(day)}日`;
  });
}
