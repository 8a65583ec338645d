import type { Output } from '../host.js';

/** Lines written in large pieces: a long simulation has a hundred thousand of them. */
export class LineWriter {
  private pending: string[] = [];
  private size = 0;

  constructor(private readonly output: Output) {}

  line(text: string): void {
    this.pending.push(text, '\n');
    this.size += text.length + 1;
    if (this.size >= CHUNK) this.flush();
  }

  flush(): void {
    if (this.pending.length === 0) return;
    this.output.write(this.pending.join(''));
    this.pending = [];
    this.size = 0;
  }
}

/** Characters that are collected before they are written. */
const CHUNK = 65_536;
