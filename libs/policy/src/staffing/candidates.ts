import { bitsOf } from './bits.js';
import type { Compiled } from './compiled.js';

/** Some of the users, turned round: a row of bits for each step (who may do it), then one for each team (who belongs to it). */
export interface Candidates {
  readonly users: Int32Array;
  /** By user, their bit; of those who were added later, only in `users`. */
  readonly places: ReadonlyMap<number, number>;
  /** Words of a row. */
  readonly width: number;
  readonly rows: Uint32Array;
}

/** By step, who does it, both as numbers: done already, or asked about. */
export type Pins = ReadonlyMap<number, number>;
export const NO_PINS: Pins = new Map();

export function candidatesOf(compiled: Compiled, users: Int32Array): Candidates {
  const width = Math.max(1, Math.ceil(users.length / 32));
  const rows = new Uint32Array((compiled.stepCount + compiled.teamCount) * width);
  for (let place = 0; place < users.length; place++) enter(compiled, users[place] as number, place, rows, width);
  return { users, places: new Map(Array.from(users, (user, place) => [user, place])), width, rows };
}

/** A pinned step is done by that user, authorised or not, and by nobody else. */
export function pinned(compiled: Compiled, candidates: Candidates, pins: Pins): Candidates {
  const { places } = candidates;
  const added = [...new Set(pins.values())].filter((user) => !places.has(user));
  const known = candidates.users.length;
  const users = added.length === 0 ? candidates.users : Int32Array.from([...candidates.users, ...added]);
  const width = Math.max(candidates.width, Math.ceil(users.length / 32));
  const rows = widened(candidates, width);
  for (const [each, user] of added.entries()) enter(compiled, user, known + each, rows, width);
  for (const [step, user] of pins) {
    rows.fill(0, step * width, (step + 1) * width);
    set(rows, step, width, places.get(user) ?? known + added.indexOf(user));
  }
  return { users, places, width, rows };
}

/** The candidates when a user does not do some of the steps. */
export function without(
  { users, places, width, rows }: Candidates,
  user: number,
  steps: readonly number[],
): Candidates {
  const fewer = rows.slice();
  const place = places.get(user) ?? users.indexOf(user);
  for (const step of place < 0 ? [] : steps) {
    const word = step * width + (place >>> 5);
    fewer[word] = (fewer[word] as number) & ~(1 << (place & 31));
  }
  return { users, places, width, rows: fewer };
}

/** The same with room for more people and, behind the teams, for more rows. */
export function withRoom(candidates: Candidates, people: number, more: number): Candidates {
  const { users, places, width, rows } = candidates;
  const wider = Math.ceil((users.length + people) / 32);
  const result = new Uint32Array((rows.length / width + more) * wider);
  result.set(widened(candidates, wider));
  return { users, places, width: wider, rows: result };
}

function widened({ rows, width }: Candidates, wider: number): Uint32Array {
  if (wider === width) return rows.slice();
  const result = new Uint32Array((rows.length / width) * wider);
  for (let row = 0; row * width < rows.length; row++)
    result.set(rows.subarray(row * width, (row + 1) * width), row * wider);
  return result;
}

function enter({ vectors, width }: Compiled, user: number, place: number, rows: Uint32Array, rowWidth: number): void {
  for (const bit of bitsOf(vectors, user * width, width)) set(rows, bit, rowWidth, place);
}

function set(rows: Uint32Array, row: number, width: number, place: number): void {
  const word = row * width + (place >>> 5);
  rows[word] = (rows[word] as number) | (1 << (place & 31));
}
