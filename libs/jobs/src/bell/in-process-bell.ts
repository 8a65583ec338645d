import type { Bell, Notice } from '@quanheng/runtime/ports';
import { messageOf, type Log } from '../log.js';

/** Carries notices to the listeners of this process: soon, never while the one who rings goes on. */
export class InProcessBell implements Bell {
  private readonly listeners = new Set<(notice: Notice) => void>();
  private waiting: Notice[] = [];

  constructor(private readonly log: Log) {}

  ring(notices: readonly Notice[]): void {
    if (this.listeners.size === 0 || notices.length === 0) return;
    if (this.waiting.length === 0) setImmediate(() => this.deliver());
    this.waiting.push(...notices);
  }

  listen(listener: (notice: Notice) => void): () => void {
    // A wrapper of its own: the same function may listen twice, and stop once.
    const own = (notice: Notice): void => listener(notice);
    this.listeners.add(own);
    return () => this.listeners.delete(own);
  }

  close(): Promise<void> {
    this.listeners.clear();
    this.waiting = [];
    return Promise.resolve();
  }

  private deliver(): void {
    const notices = this.waiting;
    this.waiting = [];
    for (const notice of notices) {
      for (const listener of this.listeners) {
        try {
          listener(notice);
        } catch (error) {
          this.log.error(`A listener of notices failed: ${messageOf(error)}`, { kind: notice.kind });
        }
      }
    }
  }
}
