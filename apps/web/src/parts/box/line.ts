/** One line of a box. */
export interface Line {
  readonly id: string;
  readonly instance: string | null;
  /** Where it opens, beside the list. */
  readonly to: string;
  /** In the place of what the matter is called, where there is no matter yet. */
  readonly title?: string;
  readonly step: string;
  /** Where the matter is now stands beside it. */
  readonly isFollowed?: true;
  /** What it is found by besides. */
  readonly words?: string;
  readonly at: number;
  readonly due?: number | null;
  /** How often it was urged. */
  readonly urges?: number;
  readonly tag?: string;
  /** Whose meeting it comes before. */
  readonly body?: string;
}

/** Lines in which all words stand, whatever the case. */
export function matching<T>(lines: readonly T[], words: string, textOf: (line: T) => string): readonly T[] {
  const wanted = words
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  if (wanted.length === 0) return lines;
  return lines.filter((line) => {
    const text = textOf(line).toLowerCase();
    return wanted.every((word) => text.includes(word));
  });
}
