/** Something that a person did, as the auditor makes it out. */
export interface Act {
  readonly seq: number;
  readonly at: number;
  readonly organisation: number;
  readonly activity: string;
  readonly act: string;
  readonly element: number;
  readonly person: string;
  readonly behalf: string | null;
  /** Acted in; null: in no post. */
  readonly department: string | null;
  readonly post: string | null;
  readonly outcome: string;
  readonly isReturn: boolean;
  /** An opinion on the step, which somebody else does. */
  readonly isAdvice: boolean;
  /** Who passed it on, or asked for it. */
  readonly also: readonly string[];
}

export function parties({ person, behalf, also }: Act): readonly string[] {
  return behalf === null ? [person, ...also] : [person, behalf, ...also];
}

/** Whether the act is what the reference names: an activity, or one act of it (`activity#act`). */
export function selects(reference: string, { activity, act, isReturn }: Act): boolean {
  const [key, name] = reference.split('#');
  return key === activity && (name === undefined || (name === act && !isReturn));
}

export function meet(some: readonly string[], others: readonly string[]): boolean {
  return some.some((each) => others.includes(each));
}
