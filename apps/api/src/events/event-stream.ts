import { Readable } from 'node:stream';
import type { PageEvent } from './listeners.js';

/** Bytes that a client may be behind before it is cut off; its browser then connects anew and looks again. */
const MAX_BEHIND = 64 * 1024;

/** Server-sent events (HTML living standard §9.2). A slow client is cut off: memory is not its buffer. */
export class EventStream extends Readable {
  private lastId = 0;

  override _read(): void {
    // Events come when they come: there is nothing to fetch.
  }

  send({ event, data }: PageEvent): void {
    this.write(`id: ${++this.lastId}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  }

  /** Keeps proxies from closing the connection. */
  beat(): void {
    this.write(': beat\n\n');
  }

  end(): void {
    if (!this.destroyed) this.push(null);
  }

  private write(text: string): void {
    if (this.destroyed || this.readableEnded) return;
    this.push(text);
    if (this.readableLength > MAX_BEHIND) this.destroy();
  }
}
