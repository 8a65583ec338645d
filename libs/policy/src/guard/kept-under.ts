/** What follows from two things and a name, worked out once: a step asks for it while a transaction waits. Forgotten with either of the two. */
export class KeptUnder<A extends object, B extends object, T extends object> {
  private readonly known = new WeakMap<A, WeakMap<B, Map<string, T>>>();

  of(one: A, other: B, name: string, make: () => T): T {
    let ofOne = this.known.get(one);
    if (ofOne === undefined) this.known.set(one, (ofOne = new WeakMap<B, Map<string, T>>()));
    let ofBoth = ofOne.get(other);
    if (ofBoth === undefined) ofOne.set(other, (ofBoth = new Map<string, T>()));
    let found = ofBoth.get(name);
    if (found === undefined) ofBoth.set(name, (found = make()));
    return found;
  }
}
