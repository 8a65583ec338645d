/** Variables by how often they were lately part of a conflict, the most often first (a binary heap). */
export class Order {
  private readonly activity: Float64Array;
  private readonly heap: Int32Array;
  private readonly place: Int32Array;
  private length: number;
  private increment = 1;

  /**
   * @param known what is known in advance, by variable
   * @param count so many variables there are; those of which nothing is known are never handed out
   */
  constructor(known: Float64Array, count: number) {
    this.activity = new Float64Array(count);
    this.activity.set(known);
    this.length = known.length;
    this.heap = Int32Array.from(known, (_, variable) => variable);
    this.place = new Int32Array(count).fill(-1);
    this.place.set(this.heap);
    for (let place = (this.length >> 1) - 1; place >= 0; place--) this.down(place);
  }

  bump(variable: number): void {
    const activity = (this.activity[variable] as number) + this.increment;
    this.activity[variable] = activity;
    if (activity > LARGE) {
      for (let each = 0; each < this.activity.length; each++)
        this.activity[each] = (this.activity[each] as number) / LARGE;
      this.increment /= LARGE;
    }
    const place = this.place[variable] as number;
    if (place >= 0) this.up(place);
  }

  decay(): void {
    this.increment /= DECAY;
  }

  insert(variable: number): void {
    if (variable >= this.heap.length || (this.place[variable] as number) >= 0) return;
    this.place[variable] = this.length;
    this.heap[this.length] = variable;
    this.up(this.length++);
  }

  /** Takes the first out; -1 when none is left. */
  pop(): number {
    if (this.length === 0) return -1;
    const first = this.heap[0] as number;
    const last = this.heap[--this.length] as number;
    this.place[first] = -1;
    if (this.length > 0) {
      this.heap[0] = last;
      this.place[last] = 0;
      this.down(0);
    }
    return first;
  }

  private up(from: number): void {
    const { heap, activity, place } = this;
    const variable = heap[from] as number;
    const weight = activity[variable] as number;
    let at = from;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      const above = heap[parent] as number;
      if ((activity[above] as number) >= weight) break;
      heap[at] = above;
      place[above] = at;
      at = parent;
    }
    heap[at] = variable;
    place[variable] = at;
  }

  private down(from: number): void {
    const { heap, activity, place } = this;
    const variable = heap[from] as number;
    const weight = activity[variable] as number;
    let at = from;
    for (let child = 2 * at + 1; child < this.length; child = 2 * at + 1) {
      const right = child + 1;
      if (
        right < this.length &&
        (activity[heap[right] as number] as number) > (activity[heap[child] as number] as number)
      )
        child = right;
      const below = heap[child] as number;
      if ((activity[below] as number) <= weight) break;
      heap[at] = below;
      place[below] = at;
      at = child;
    }
    heap[at] = variable;
    place[variable] = at;
  }
}

const LARGE = 1e100;
const DECAY = 0.95;
