import type { Net } from '@quanheng/engine';
import fc from 'fast-check';
import { netOf, type Arcs } from './drawn-net.js';

/** Blocks in one another, and then faults: what a designer draws. */
class Blocks {
  readonly kinds: ('token' | 'memory')[] = ['token', 'token'];
  readonly arcs: Arcs[] = [];

  constructor(private readonly next: (limit: number) => number) {}

  place(kind: 'token' | 'memory' = 'token'): number {
    return this.kinds.push(kind) - 1;
  }

  net(): Net {
    const first = this.place();
    const last = this.place();
    const scope = this.place();
    const from = this.kinds.length;
    this.block(first, last, 3);
    const inside = [first, last, ...this.kinds.keys()].filter(
      (place) => place >= from || place === first || place === last,
    );
    this.arcs.push({ consume: [0], produce: [first, scope] });
    this.arcs.push({ consume: [last], produce: [] });
    this.arcs.push({ consume: [scope], produce: [1], empty: inside.filter((place) => this.kinds[place] === 'token') });
    for (let faults = this.next(4) - 1; faults > 0; faults--) this.fault();
    return netOf(this.kinds, this.arcs);
  }

  private block(from: number, to: number, depth: number): void {
    const kind = depth === 0 ? 0 : this.next(7);
    const inner = (): number => {
      const [begin, end] = [this.place(), this.place()];
      this.block(begin, end, depth - 1);
      return begin;
    };
    if (kind === 0) this.arcs.push({ consume: [from], produce: [to] });
    else if (kind === 1) {
      const middle = this.place();
      this.block(from, middle, depth - 1);
      this.block(middle, to, depth - 1);
    } else if (kind === 2) {
      const begins = [inner(), inner(), ...(this.next(2) === 0 ? [inner()] : [])];
      this.arcs.push(
        { consume: [from], produce: begins },
        { consume: begins.map((begin) => begin + 1), produce: [to] },
      );
    } else if (kind === 3) {
      for (let branch = this.next(3); branch >= 0; branch--) {
        const begin = inner();
        this.arcs.push({ consume: [from], produce: [begin] }, { consume: [begin + 1], produce: [to] });
      }
    } else if (kind === 4) {
      const begin = inner();
      this.arcs.push(
        { consume: [from], produce: [begin] },
        { consume: [begin + 1], produce: [to] },
        { consume: [begin + 1], produce: [begin] },
      );
    } else this.scope(from, to, inner(), kind === 6);
  }

  /** A sub-process: complete when nothing is left in it, with an event at its border that ends it, and with ends that terminate. */
  private scope(from: number, to: number, begin: number, isInterrupted: boolean): void {
    const open = this.place();
    const ending = Array.from({ length: this.next(6) === 0 ? 2 : 0 }, () => [this.place(), this.place()] as const);
    const inside = [...this.kinds.keys()].filter(
      (place) => place >= begin && place !== open && this.kinds[place] === 'token',
    );
    this.arcs.push({ consume: [from], produce: [open, begin, ...ending.map(([first]) => first)] });
    this.arcs.push({ consume: [begin + 1], produce: [] });
    for (const [first, last] of ending)
      this.arcs.push({ consume: [first], produce: [last] }, { consume: [last], produce: [], clear: inside });
    this.arcs.push({ consume: [open], produce: [to], empty: inside });
    if (isInterrupted) this.arcs.push({ consume: [open], produce: [to], clear: inside });
    if (this.next(3) > 0) return;
    // What was done once is remembered, and something asks for it.
    const memory = this.place('memory');
    this.arcs.push({ consume: [begin], produce: [begin + 1, memory] });
    this.arcs.push({ consume: [open], produce: [open], read: [memory], clear: [memory] });
  }

  private fault(): void {
    const at = this.next(this.arcs.length);
    const arcs = this.arcs[at];
    if (arcs === undefined) return;
    const any = (): number => 2 + this.next(this.kinds.length - 2);
    const list = this.next(2) === 0 ? 'consume' : 'produce';
    const kind = this.next(6);
    if (kind === 0) this.arcs[at] = { ...arcs, [list]: arcs[list].slice(1) };
    else if (kind === 1) this.arcs[at] = { ...arcs, [list]: [...new Set([...arcs[list], any()])] };
    else if (kind === 2) this.arcs.push({ consume: [any()], produce: [any()] });
    else if (kind === 3) this.arcs[at] = { ...arcs, read: [any()] };
    else if (kind === 4) this.arcs[at] = { ...arcs, empty: [any()] };
    else this.arcs[at] = { ...arcs, clear: [any()].filter((place) => !arcs.consume.includes(place)) };
    if ((this.arcs[at]?.consume.length ?? 0) === 0) this.arcs[at] = arcs;
  }
}

export const nets = fc.infiniteStream(fc.nat(0xffffff)).map((numbers) => {
  const next = (limit: number): number => Number(numbers.next().value) % limit;
  return new Blocks(next).net();
});
