/** What comes next, first; a binary heap. */
export class Queue<T extends { readonly next: number }> {
  private readonly heap: T[] = [];

  constructor(items: readonly T[]) {
    for (const item of items) this.put(item);
  }

  first(): T | undefined {
    return this.heap[0];
  }

  put(item: T): void {
    const { heap } = this;
    let at = heap.push(item) - 1;
    for (let up = (at - 1) >> 1; at > 0 && isBefore(heap, at, up); at = up, up = (at - 1) >> 1) swap(heap, at, up);
  }

  take(): T | undefined {
    const { heap } = this;
    const [first] = heap;
    const last = heap.pop();
    if (first === undefined || last === undefined || heap.length === 0) return first;
    heap[0] = last;
    for (let at = 0; ;) {
      const [left, right] = [2 * at + 1, 2 * at + 2];
      const least = right < heap.length && isBefore(heap, right, left) ? right : left;
      if (least >= heap.length || !isBefore(heap, least, at)) return first;
      swap(heap, at, least);
      at = least;
    }
  }
}

function isBefore(heap: readonly { readonly next: number }[], one: number, other: number): boolean {
  return (heap[one]?.next ?? 0) < (heap[other]?.next ?? 0);
}
function swap(heap: unknown[], one: number, other: number): void {
  [heap[one], heap[other]] = [heap[other], heap[one]];
}
