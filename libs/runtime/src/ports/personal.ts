/** What somebody keeps for themselves beside their work: a saved view of a box, how they want to be reminded. In no entry, and no part of any matter. */
export interface PersonalRow extends PersonalKey {
  readonly savedAt: number;
  /** JSON text. */
  readonly value: string;
}
export interface PersonalKey {
  readonly unit: string;
  readonly person: string;
  /** What sort of thing it is; ours to name. */
  readonly kind: string;
  /** Tells those of a kind apart; may be of the person's making. */
  readonly name: string;
}

export interface PersonalStore {
  /** Replaces what was kept under the same key. */
  save(row: PersonalRow): Promise<void>;
  /** Of one kind, of each of these persons, in order of persons and names. */
  list(unit: string, kind: string, persons: readonly string[]): Promise<readonly PersonalRow[]>;
  /** False: there was none. */
  drop(key: PersonalKey): Promise<boolean>;
}
