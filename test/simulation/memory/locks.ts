import { StoreConflict } from '@quanheng/runtime/ports';

/** Whoever takes locks: a transaction. */
export interface Holder {
  readonly locks: Set<string>;
  /** The lock that it waits for. */
  waitsFor: string | null;
}

interface Waiting {
  readonly holder: Holder;
  readonly grant: () => void;
}

/** Exclusive locks by name, first come, first served. Who would close a circle of waiting gives way. */
export class Locks {
  private readonly holders = new Map<string, Holder>();
  private readonly queues = new Map<string, Waiting[]>();

  /** @throws StoreConflict when waiting would be a deadlock. */
  async take(holder: Holder, name: string): Promise<void> {
    if (holder.locks.has(name)) return;
    if (!this.holders.has(name)) {
      this.grant(holder, name);
      return;
    }
    if (this.closesCircle(holder, name)) throw new StoreConflict(`deadlock on ${name}`);
    holder.waitsFor = name;
    await new Promise<void>((grant) => {
      const queue = this.queues.get(name) ?? [];
      queue.push({ holder, grant });
      this.queues.set(name, queue);
    });
  }

  /** Gives back every lock, and the place in a queue. */
  release(holder: Holder): void {
    if (holder.waitsFor !== null) {
      const queue = this.queues.get(holder.waitsFor) ?? [];
      this.queues.set(
        holder.waitsFor,
        queue.filter((each) => each.holder !== holder),
      );
      holder.waitsFor = null;
    }
    for (const name of holder.locks) {
      this.holders.delete(name);
      const next = this.queues.get(name)?.shift();
      if (next === undefined) continue;
      next.holder.waitsFor = null;
      this.grant(next.holder, name);
      next.grant();
    }
    holder.locks.clear();
  }

  private grant(holder: Holder, name: string): void {
    this.holders.set(name, holder);
    holder.locks.add(name);
  }

  private closesCircle(holder: Holder, name: string): boolean {
    let wanted: string | null = name;
    while (wanted !== null) {
      const owner = this.holders.get(wanted);
      if (owner === undefined) return false;
      if (owner === holder) return true;
      wanted = owner.waitsFor;
    }
    return false;
  }
}
