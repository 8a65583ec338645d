import { dayOf, lastDayOf } from '../../parts/format/day.js';
import type { useRegisterTexts } from './texts.js';

interface Validity {
  readonly from: number;
  readonly to: number | null;
}

/** `2026-03-01 至 2026-12-31`: both days are in it. */
export function validity({ from, to }: Validity, say: ReturnType<typeof useRegisterTexts>): string {
  return to === null ? say('since', { from: dayOf(from) }) : say('span', { from: dayOf(from), to: lastDayOf(to) });
}
