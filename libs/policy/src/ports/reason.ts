/** Why the guard says no. */
export interface Reason {
  /** Stable: `NOT_OFFERED`, `SOD_SAME_PERSON`; clients switch on it. */
  readonly code: string;
  /** In Chinese, as the person reads it; says who can act or what to do. */
  readonly message: string;
  /** What the message was filled with, so that a client can word it in another language. */
  readonly parameters?: Readonly<Record<string, string | number>>;
}

/** A ground of refusal whose text takes a search: for names, or for who can act instead. */
export interface Unworded {
  readonly code: string;
  readonly word: () => Reason;
}

/** Why the guard says no, as it is found while a transaction waits for it: what can be worded later is. */
export type Ground = Reason | Unworded;

/** Once it is refused. */
export function worded(grounds: readonly Ground[]): readonly Reason[] {
  return grounds.map((ground) => ('word' in ground ? ground.word() : ground));
}
