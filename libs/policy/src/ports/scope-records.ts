/** A fact that spans instances: contract, project, budget line, year and category. */
export interface ScopeKey {
  readonly kind: string;
  readonly id: string;
}
export interface ScopeRecordRow extends ScopeKey {
  readonly unit: string;
  /**
   * From 1, one more with each write. A write that does not follow on what is stored is a `StoreConflict`: a record that is not there yet cannot
   * be locked, and two must not both be the first.
   */
  readonly revision: number;
  /** JSON text. */
  readonly value: string;
}

/** Different for different records, whatever their kinds and ids are made of. For maps; people are told kind and id. */
export function recordName({ kind, id }: ScopeKey): string {
  return `${kind.length} ${kind} ${id}`;
}
