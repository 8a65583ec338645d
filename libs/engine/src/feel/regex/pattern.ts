import { equalIgnoringCase, LINE_FEED } from './characters.js';
import { compileProgram, type Program } from './program.js';
import { parsePattern, PatternError, type Flags } from './syntax.js';

/** How much work is left for a call. */
export interface Budget {
  steps: number;
}

/** Start and end of a match and its groups in code points: `[start, end, start of group 1, ...]`, -1 where unmatched. */
export type Match = readonly number[];

const CHOICE = 0;
const UNDO = 1;

/**
 * A regular expression of XPath 2.0 (F&O §7.6). It is matched by backtracking of our own rather than by the host's,
 * because only so its meaning is XPath's and the work on a hostile text has a bound.
 */
export class Pattern {
  constructor(
    private readonly program: Program,
    private readonly flags: Flags,
    readonly groups: number,
  ) {}

  /** The first match at or behind a position; null when there is none; undefined when the budget is used up. */
  find(input: readonly number[], from: number, budget: Budget): Match | null | undefined {
    for (let start = from; start <= input.length; start++) {
      const match = this.matchAt(input, start, budget);
      if (match !== null) return match;
    }
    return null;
  }

  private matchAt(input: readonly number[], start: number, budget: Budget): Match | null | undefined {
    const { instructions, slots: size } = this.program;
    const slots = new Array<number>(size).fill(-1);
    budget.steps -= size;
    // Triples: what to do on failure, a place in the program or a slot, a position.
    const stack: number[] = [];
    let counter = 0;
    let position = start;

    for (;;) {
      if (--budget.steps < 0) return undefined;
      const instruction = instructions[counter];
      let alive = true;
      switch (instruction?.op) {
        case 'character': {
          const codePoint = input[position];
          alive = codePoint !== undefined && instruction.test(codePoint);
          if (alive) {
            position++;
            counter++;
          }
          break;
        }
        case 'split':
          stack.push(CHOICE, instruction.second, position);
          counter = instruction.first;
          break;
        case 'jump':
          counter = instruction.target;
          break;
        case 'save':
          stack.push(UNDO, instruction.slot, slots[instruction.slot] ?? -1);
          slots[instruction.slot] = position;
          counter++;
          break;
        case 'progress':
          alive = slots[instruction.slot] !== position;
          counter++;
          break;
        case 'start':
          alive = position === 0 || (this.flags.m && this.behindLineFeed(input, position));
          counter++;
          break;
        case 'end':
          alive = position === input.length || (this.flags.m && input[position] === LINE_FEED);
          counter++;
          break;
        case 'reference': {
          const length = this.repeated(input, position, slots, instruction.group);
          alive = length >= 0;
          position += Math.max(length, 0);
          counter++;
          budget.steps -= Math.max(length, 0);
          break;
        }
        default:
          return slots.slice(0, (this.groups + 1) * 2);
      }
      while (!alive) {
        const [kind, place, value] = [stack[stack.length - 3], stack[stack.length - 2], stack[stack.length - 1]];
        if (kind === undefined || place === undefined || value === undefined) return null;
        stack.length -= 3;
        if (kind === UNDO) {
          slots[place] = value;
        } else {
          counter = place;
          position = value;
          alive = true;
        }
      }
    }
  }

  /** A line feed at the very end of the text begins no line (XPath 2.0 F&O §7.6.1.1). */
  private behindLineFeed(input: readonly number[], position: number): boolean {
    return input[position - 1] === LINE_FEED && position < input.length;
  }

  /** Length of the text of a group where it occurs again; -1 where it does not. An unmatched group is empty. */
  private repeated(input: readonly number[], position: number, slots: readonly number[], group: number): number {
    const [start = -1, end = -1] = [slots[group * 2], slots[group * 2 + 1]];
    if (start < 0 || end < 0) return 0;
    for (let offset = 0; offset < end - start; offset++) {
      const [a, b] = [input[start + offset], input[position + offset]];
      if (a === undefined || b === undefined) return -1;
      if (a !== b && !(this.flags.i && equalIgnoringCase(a, b))) return -1;
    }
    return end - start;
  }
}

const MAX_CACHED = 256;
const MAX_PATTERN = 10_000;
const cache = new Map<string, Pattern | PatternError>();

/** Compiles a pattern, or says why it cannot be. Flags are any of the letters s, m, i and x. */
export function compilePattern(source: string, flags: string): Pattern | PatternError {
  const key = `${flags}/${source}`;
  const known = cache.get(key);
  if (known) return known;
  const result = compiled(source, flags);
  if (cache.size >= MAX_CACHED) cache.clear();
  if (source.length <= MAX_PATTERN) cache.set(key, result);
  return result;
}

function compiled(source: string, letters: string): Pattern | PatternError {
  if (!/^[smix]{0,16}$/.test(letters)) return new PatternError('syntax', 'its flags may be s, m, i and x');
  if (source.length > MAX_PATTERN) return new PatternError('unsupported', `it is longer than ${MAX_PATTERN}`);
  const has = (letter: string): boolean => letters.includes(letter);
  const flags: Flags = { s: has('s'), m: has('m'), i: has('i'), x: has('x') };
  try {
    const { root, groups } = parsePattern(source, flags);
    return new Pattern(compileProgram(root, groups), flags, groups);
  } catch (error) {
    if (error instanceof PatternError) return error;
    throw error;
  }
}
