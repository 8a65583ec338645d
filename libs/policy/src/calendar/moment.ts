import { dayInChinese, dayOf, startOfDay } from './day.js';

const MINUTE = 60_000;

/** As people read it: `2026年11月27日15:30`. What is left of a minute counts as one, so that nothing is said to be open before it is. */
export function momentInChinese(at: number): string {
  const whole = Math.ceil(at / MINUTE) * MINUTE;
  const day = dayOf(whole);
  const minutes = (whole - startOfDay(day)) / MINUTE;
  const pad = (value: number): string => String(value).padStart(2, '0');
  return `${dayInChinese(day)}${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`;
}
