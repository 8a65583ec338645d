import type { Bell, Notice } from '@quanheng/runtime/ports';
import type { Dice } from '../dice.js';

const LOST = 0.3;

/** Rings for work that is due, but not reliably. */
export class LossyBell implements Bell {
  private isRung = false;

  constructor(private readonly dice: Dice) {}

  ring(notices: readonly Notice[]): void {
    const concerns = notices.some(({ kind }) => kind === 'timer' || kind === 'job' || kind === 'outbox');
    if (concerns && !this.dice.chance(LOST)) this.isRung = true;
  }

  /** Whether it rang since it was last asked. */
  takeRing(): boolean {
    const wasRung = this.isRung;
    this.isRung = false;
    return wasRung;
  }

  listen(): () => void {
    return () => undefined;
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}
