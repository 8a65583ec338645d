import type { Net, Place, Transition } from '@quanheng/engine';

/** The run goes on in a way that the net leaves out on purpose (docs/governed-subset.md): not a fault, but the end of the comparison. */
export class Outside extends Error {}

/** What is marked, and the tokens that stand for branches that were not taken. */
export class Marking {
  private constructor(
    private readonly net: Net,
    readonly marked: Set<number>,
    readonly phantoms: Set<number>,
  ) {}

  static start(net: Net): Marking {
    return new Marking(net, new Set([net.start]), new Set());
  }

  copy(): Marking {
    return new Marking(this.net, new Set(this.marked), new Set(this.phantoms));
  }

  has(place: number): boolean {
    return this.marked.has(place);
  }

  isEnabled({ consume, read, some, empty }: Transition): boolean {
    const has = (place: number): boolean => this.marked.has(place);
    return consume.every(has) && read.every(has) && (some === null || some.some(has)) && !empty.some(has);
  }

  /** @throws Outside when a token comes to where there is one: the net ends where a drawing is not safe. */
  fire(transition: Transition): void {
    const { consume, clear, produce, taken } = transition;
    for (const place of [...consume, ...clear]) {
      this.marked.delete(place);
      this.phantoms.delete(place);
    }
    for (const index of produce) {
      const place = this.net.places[index]!;
      if (this.marked.has(index) && place.kind === 'token') throw new Outside('not safe');
      this.marked.add(index);
      const isBranch = transition.action === 'complete' || transition.action === 'internal';
      if (isBranch && place.role === 'flow' && !taken.includes(flowOf(place))) this.phantoms.add(index);
    }
  }

  /** What can be read off an instance: no choices under way, no tokens of branches that were not taken. */
  visible(): Set<number> {
    return new Set([...this.marked].filter((place) => !this.phantoms.has(place)));
  }
}

/** The key of the flow; a place also says the outcome, where the token carries one. */
export function flowOf(place: Place): string {
  return place.detail?.split(' ')[0] ?? '';
}
