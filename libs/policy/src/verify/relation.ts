/** No arc. */
export const NO_ARC = -1;

/** Which places each move takes, or marks, while a net is reduced: lists on both sides that change without being copied, in arrays of numbers. */
export class Relation {
  /** Per move and per place: the first arc and how many there are. */
  readonly firstOfMove: Int32Array;
  readonly firstOfPlace: Int32Array;
  readonly sizeOfMove: Int32Array;
  readonly sizeOfPlace: Int32Array;
  /** Per arc. */
  move: Int32Array;
  place: Int32Array;
  nextOfMove: Int32Array;
  nextOfPlace: Int32Array;
  private beforeOfMove: Int32Array;
  private beforeOfPlace: Int32Array;
  private readonly lastOfMove: Int32Array;
  private used = 0;
  private free = NO_ARC;

  constructor(moves: number, places: number, arcs: number) {
    this.firstOfMove = new Int32Array(moves).fill(NO_ARC);
    this.lastOfMove = new Int32Array(moves).fill(NO_ARC);
    this.sizeOfMove = new Int32Array(moves);
    this.firstOfPlace = new Int32Array(places).fill(NO_ARC);
    this.sizeOfPlace = new Int32Array(places);
    const room = Math.max(16, arcs);
    this.move = new Int32Array(room);
    this.place = new Int32Array(room);
    this.nextOfMove = new Int32Array(room);
    this.nextOfPlace = new Int32Array(room);
    this.beforeOfMove = new Int32Array(room);
    this.beforeOfPlace = new Int32Array(room);
  }

  add(move: number, place: number): void {
    const arc = this.newArc();
    const last = this.lastOfMove[move] ?? NO_ARC;
    const first = this.firstOfPlace[place] ?? NO_ARC;
    this.move[arc] = move;
    this.place[arc] = place;
    this.beforeOfMove[arc] = last;
    this.nextOfMove[arc] = NO_ARC;
    if (last === NO_ARC) this.firstOfMove[move] = arc;
    else this.nextOfMove[last] = arc;
    this.lastOfMove[move] = arc;
    this.beforeOfPlace[arc] = NO_ARC;
    this.nextOfPlace[arc] = first;
    if (first !== NO_ARC) this.beforeOfPlace[first] = arc;
    this.firstOfPlace[place] = arc;
    this.sizeOfMove[move] = (this.sizeOfMove[move] ?? 0) + 1;
    this.sizeOfPlace[place] = (this.sizeOfPlace[place] ?? 0) + 1;
  }

  remove(arc: number): void {
    const [move, place] = [this.move[arc] ?? 0, this.place[arc] ?? 0];
    const [before, next] = [this.beforeOfMove[arc] ?? NO_ARC, this.nextOfMove[arc] ?? NO_ARC];
    if (before === NO_ARC) this.firstOfMove[move] = next;
    else this.nextOfMove[before] = next;
    if (next === NO_ARC) this.lastOfMove[move] = before;
    else this.beforeOfMove[next] = before;
    const [above, below] = [this.beforeOfPlace[arc] ?? NO_ARC, this.nextOfPlace[arc] ?? NO_ARC];
    if (above === NO_ARC) this.firstOfPlace[place] = below;
    else this.nextOfPlace[above] = below;
    if (below !== NO_ARC) this.beforeOfPlace[below] = above;
    this.sizeOfMove[move] = (this.sizeOfMove[move] ?? 0) - 1;
    this.sizeOfPlace[place] = (this.sizeOfPlace[place] ?? 0) - 1;
    this.nextOfMove[arc] = this.free;
    this.free = arc;
  }

  /** The arc between them, looked for where the list is shorter. */
  find(move: number, place: number): number {
    if ((this.sizeOfMove[move] ?? 0) <= (this.sizeOfPlace[place] ?? 0)) {
      for (let arc = this.firstOfMove[move] ?? NO_ARC; arc >= 0; arc = this.nextOfMove[arc] ?? NO_ARC)
        if (this.place[arc] === place) return arc;
    } else {
      for (let arc = this.firstOfPlace[place] ?? NO_ARC; arc >= 0; arc = this.nextOfPlace[arc] ?? NO_ARC)
        if (this.move[arc] === move) return arc;
    }
    return NO_ARC;
  }

  has(move: number, place: number): boolean {
    return this.find(move, place) !== NO_ARC;
  }

  placesOf(move: number): number[] {
    const places = new Array<number>(this.sizeOfMove[move] ?? 0);
    let count = 0;
    for (let arc = this.firstOfMove[move] ?? NO_ARC; arc >= 0; arc = this.nextOfMove[arc] ?? NO_ARC)
      places[count++] = this.place[arc] ?? 0;
    return places;
  }

  /** Every move of one place has the other one as well, and the other way round. */
  isSame(one: number, other: number): boolean {
    if (this.sizeOfPlace[one] !== this.sizeOfPlace[other]) return false;
    for (let arc = this.firstOfPlace[one] ?? NO_ARC; arc >= 0; arc = this.nextOfPlace[arc] ?? NO_ARC)
      if (!this.has(this.move[arc] ?? 0, other)) return false;
    return true;
  }

  private newArc(): number {
    const arc = this.free;
    if (arc !== NO_ARC) {
      this.free = this.nextOfMove[arc] ?? NO_ARC;
      return arc;
    }
    if (this.used === this.move.length) this.grow();
    return this.used++;
  }

  private grow(): void {
    const room = this.used * 2;
    const larger = (list: Int32Array): Int32Array => {
      const grown = new Int32Array(room);
      grown.set(list);
      return grown;
    };
    this.move = larger(this.move);
    this.place = larger(this.place);
    this.nextOfMove = larger(this.nextOfMove);
    this.nextOfPlace = larger(this.nextOfPlace);
    this.beforeOfMove = larger(this.beforeOfMove);
    this.beforeOfPlace = larger(this.beforeOfPlace);
  }
}
