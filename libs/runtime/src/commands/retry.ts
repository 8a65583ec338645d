/** Milliseconds until the next try of a job with so many tries left, when its worker does not say: 1 s, 2 s, 4 s ... as tries run out, at most 5 min. */
export function retryDelay(left: number): number {
  return Math.min(300_000, 1000 * 2 ** Math.max(0, 5 - left));
}
