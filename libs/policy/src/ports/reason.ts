/** Why the guard says no. */
export interface Reason {
  /** Stable: `NOT_OFFERED`, `SOD_SAME_PERSON`; clients switch on it. */
  readonly code: string;
  /** In Chinese, as the person reads it; says who can act or what to do. */
  readonly message: string;
  /** What the message was filled with, so that a client can word it in another language. */
  readonly parameters?: Readonly<Record<string, string | number>>;
}
