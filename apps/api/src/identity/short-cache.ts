/** Keeps answers for a moment, so that a page that asks ten things at once is looked up once. The oldest make room. */
export class ShortCache<V> {
  private readonly kept = new Map<string, { readonly value: V; readonly until: number }>();

  /** @param life milliseconds: also how long another process may go on with what has ended here */
  constructor(
    private readonly life: number,
    private readonly most: number,
  ) {}

  get(key: string, now: number): V | undefined {
    const found = this.kept.get(key);
    if (found === undefined || (found.until > now && found.until - now <= this.life)) return found?.value;
    this.kept.delete(key);
    return undefined;
  }

  set(key: string, value: V, now: number): void {
    this.kept.delete(key);
    this.kept.set(key, { value, until: now + this.life });
    for (const oldest of this.kept.keys()) {
      if (this.kept.size <= this.most) break;
      this.kept.delete(oldest);
    }
  }

  delete(key: string): void {
    this.kept.delete(key);
  }

  deleteWhere(isMeant: (value: V) => boolean): void {
    for (const [key, { value }] of this.kept) if (isMeant(value)) this.kept.delete(key);
  }
}
