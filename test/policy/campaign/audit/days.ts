const DAY = 86_400_000;
const CHINA = 8 * 3_600_000;

/** 24:00 in China of the so manieth day from Monday to Friday after the day of the moment: no calendar is on record in the campaign. */
export function endOfWorkingDays(at: number, count: number): number {
  let day = Math.floor((at + CHINA) / DAY);
  for (let left = count; left > 0;) {
    day++;
    // The first day since the epoch was a Thursday.
    const weekday = (day + 4) % 7;
    if (weekday !== 0 && weekday !== 6) left--;
  }
  return (day + 1) * DAY - CHINA;
}
