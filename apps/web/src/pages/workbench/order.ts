interface Timed {
  readonly due: number | null;
  readonly openedAt: number;
  readonly urges: number;
}

/** What is late first, then what was urged, then by time limit, then by arrival. */
export function byUrgency(now: number): (one: Timed, other: Timed) => number {
  const rank = ({ due, urges }: Timed): number =>
    due !== null && due <= now ? 0 : urges > 0 ? 1 : due !== null ? 2 : 3;
  const time = ({ due, openedAt }: Timed): number => due ?? openedAt;
  return (one, other) => rank(one) - rank(other) || time(one) - time(other);
}
