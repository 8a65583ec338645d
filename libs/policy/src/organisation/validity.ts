/** When something is valid: from a moment on and before another, `null` for until further notice. Milliseconds since the epoch. */
export interface Validity {
  readonly from: number;
  readonly to: number | null;
}

const end = (validity: Validity): number => validity.to ?? Infinity;

export function validAt({ from, to }: Validity, at: number): boolean {
  return from <= at && (to === null || at < to);
}

/** When both are valid; null: never. */
export function overlap(one: Validity, other: Validity): Validity | null {
  const from = Math.max(one.from, other.from);
  const to = Math.min(end(one), end(other));
  return from < to ? { from, to: to === Infinity ? null : to } : null;
}

/** The first moment of `wanted` that none of `given` covers, which are in order; null: all of it is covered. */
export function firstGap(wanted: Validity, given: readonly Validity[]): number | null {
  let covered = wanted.from;
  for (const each of given) {
    if (covered >= end(wanted)) return null;
    if (each.from > covered) return covered;
    covered = Math.max(covered, end(each));
  }
  return covered < end(wanted) ? covered : null;
}

/** The same for validities in any order, side by side or not. */
export function firstGapAmong(wanted: Validity, given: readonly Validity[]): number | null {
  return firstGap(
    wanted,
    [...given].sort((one, other) => one.from - other.from),
  );
}

/** The moments within `window` at which the set of valid ones may change: its beginning, and every beginning or end inside. Ascending. */
export function turningPoints(window: Validity, given: readonly Validity[]): readonly number[] {
  const moments = new Set([window.from]);
  for (const { from, to } of given) {
    if (validAt(window, from)) moments.add(from);
    if (to !== null && validAt(window, to)) moments.add(to);
  }
  return [...moments].sort((one, other) => one - other);
}
