import type { AttemptsRow, SessionRow, SessionStore } from '@quanheng/runtime/ports';

/** Sessions and attempts in memory, as the port asks for them. */
export class MemorySessions implements SessionStore {
  readonly rows = new Map<string, SessionRow>();
  readonly attempts = new Map<string, AttemptsRow>();

  async create(session: SessionRow): Promise<void> {
    if (this.rows.has(session.token)) throw new Error('the token is not new');
    await this.later(() => this.rows.set(session.token, session));
  }
  find(token: string): Promise<SessionRow | null> {
    return this.later(() => this.rows.get(token) ?? null);
  }
  async touch(token: string, seen: Parameters<SessionStore['touch']>[1]): Promise<void> {
    await this.later(() => {
      const row = this.rows.get(token);
      if (row) this.rows.set(token, { ...row, ...seen });
    });
  }
  async end(token: string): Promise<void> {
    await this.later(() => this.rows.delete(token));
  }
  endAllOf(unit: string, account: string): Promise<number> {
    return this.later(() => this.drop((row) => row.unit === unit && row.account === account, Infinity));
  }
  dropExpired(now: number, seenBefore: number, limit: number): Promise<number> {
    return this.later(() => this.drop((row) => row.expiresAt <= now || row.seenAt < seenBefore, limit));
  }
  async changeAttempts(key: string, decide: (known: AttemptsRow | null) => AttemptsRow | null): Promise<void> {
    await this.later(() => {
      const next = decide(this.attempts.get(key) ?? null);
      if (next === null) this.attempts.delete(key);
      else this.attempts.set(key, next);
    });
  }
  dropAttempts(before: number, limit: number): Promise<number> {
    return this.later(() => {
      const old = [...this.attempts.values()].filter(({ lastAt }) => lastAt < before).slice(0, limit);
      for (const { key } of old) this.attempts.delete(key);
      return old.length;
    });
  }

  private drop(isMeant: (row: SessionRow) => boolean, limit: number): number {
    const meant = [...this.rows.values()].filter(isMeant).slice(0, limit);
    for (const { token } of meant) this.rows.delete(token);
    return meant.length;
  }

  /** As with a database, others come in between. */
  private async later<T>(work: () => T): Promise<T> {
    await Promise.resolve();
    return work();
  }
}
