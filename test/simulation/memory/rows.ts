/** A table in memory: rows by primary key, and by a group that many of them share. Rows are frozen, so nobody changes what was committed. */
export class Rows<Row extends object> {
  private readonly byKey = new Map<string, Row>();
  private readonly groups = new Map<string, Set<string>>();

  constructor(
    readonly keyOf: (row: Row) => string,
    private readonly groupOf: (row: Row) => string = () => '',
  ) {}

  get size(): number {
    return this.byKey.size;
  }

  get(key: string): Row | undefined {
    return this.byKey.get(key);
  }

  has(key: string): boolean {
    return this.byKey.has(key);
  }

  put(row: Row): void {
    const key = this.keyOf(row);
    this.byKey.set(key, deepFreeze(row));
    const group = this.groupOf(row);
    const members = this.groups.get(group);
    if (members === undefined) this.groups.set(group, new Set([key]));
    else members.add(key);
  }

  drop(key: string): void {
    const row = this.byKey.get(key);
    if (row === undefined) return;
    this.byKey.delete(key);
    const group = this.groupOf(row);
    const members = this.groups.get(group);
    members?.delete(key);
    if (members?.size === 0) this.groups.delete(group);
  }

  all(): readonly Row[] {
    return [...this.byKey.values()];
  }

  group(name: string): readonly Row[] {
    return [...(this.groups.get(name) ?? [])].flatMap((key) => this.byKey.get(key) ?? []);
  }

  /** How to bring all rows back to what they are now. */
  remember(): () => void {
    const rows = this.all();
    return () => {
      for (const key of [...this.byKey.keys()]) this.drop(key);
      for (const row of rows) this.put(row);
    };
  }

  /** Ids of all groups, in order. */
  groupNames(): readonly string[] {
    return [...this.groups.keys()].sort();
  }
}

/** Joins the parts of a key; none of them holds this character. */
export function keyText(...parts: readonly (string | number)[]): string {
  return parts.join('\u0000');
}

function deepFreeze<T extends object>(value: T): T {
  if (value instanceof Uint8Array || Object.isFrozen(value)) return value;
  for (const part of Object.values(value) as unknown[]) {
    if (typeof part === 'object' && part !== null) deepFreeze(part);
  }
  return Object.freeze(value);
}
