import {
  anyOf,
  between,
  category,
  equalIgnoringCase,
  ESCAPED_CHARACTERS,
  ESCAPED_SETS,
  ignoringCase,
  LINE_FEED,
  not,
  only,
  without,
  type CharacterTest,
} from './characters.js';

/** A regular expression as a tree. */
export type Node =
  | { readonly kind: 'character'; readonly test: CharacterTest }
  | { readonly kind: 'start' }
  | { readonly kind: 'end' }
  | { readonly kind: 'reference'; readonly group: number }
  /** `index` counts capturing groups from 1; null for `(?:`. */
  | { readonly kind: 'group'; readonly index: number | null; readonly body: Node }
  | { readonly kind: 'sequence'; readonly items: readonly Node[] }
  | { readonly kind: 'choice'; readonly branches: readonly Node[] }
  | {
      readonly kind: 'repeat';
      readonly body: Node;
      readonly min: number;
      readonly max: number;
      readonly greedy: boolean;
    };

export interface Flags {
  /** `.` matches a line feed too. */
  readonly s: boolean;
  /** `^` and `$` match at lines. */
  readonly m: boolean;
  /** Case is ignored. */
  readonly i: boolean;
  /** White space in the pattern is ignored, except within classes. */
  readonly x: boolean;
}

/** Why a pattern cannot be used. */
export class PatternError extends Error {
  constructor(
    readonly code: 'syntax' | 'unsupported',
    message: string,
  ) {
    super(message);
  }
}

const MAX_DEPTH = 100;
const MAX_REPETITIONS = 1000;

/**
 * Parses a regular expression of XPath 2.0 (F&O §7.6.1: XML Schema Part 2, appendix F, with anchors, reluctant
 * quantifiers and back-references) and the groups `(?:` of XPath 3.
 *
 * @throws PatternError
 */
export function parsePattern(source: string, flags: Flags): { readonly root: Node; readonly groups: number } {
  return new Parser(flags.x ? withoutSpace(source) : source, flags).parse();
}

/** Removes white space outside classes, also between a backslash and what follows it, as flag `x` demands. */
function withoutSpace(source: string): string {
  let result = '';
  let depth = 0;
  let escaped = false;
  for (const character of source) {
    if (depth === 0 && /[ \t\n\r]/.test(character)) continue;
    result += character;
    if (!escaped && character === '[') depth++;
    if (!escaped && character === ']' && depth > 0) depth--;
    escaped = !escaped && character === '\\';
  }
  return result;
}

class Parser {
  private readonly characters: readonly string[];
  private position = 0;
  private groups = 0;
  private readonly closed = new Set<number>();

  constructor(
    source: string,
    private readonly flags: Flags,
  ) {
    this.characters = Array.from(source);
  }

  parse(): { root: Node; groups: number } {
    const root = this.choice(0);
    if (this.position < this.characters.length) this.fail('")" closes nothing; write "\\)" for the character');
    return { root, groups: this.groups };
  }

  private choice(depth: number): Node {
    if (depth > MAX_DEPTH) throw new PatternError('unsupported', `it nests deeper than ${MAX_DEPTH}`);
    const branches = [this.sequence(depth)];
    while (this.take('|')) branches.push(this.sequence(depth));
    const [first] = branches;
    return first && branches.length === 1 ? first : { kind: 'choice', branches };
  }

  private sequence(depth: number): Node {
    const items: Node[] = [];
    for (let next = this.peek(); next !== undefined && next !== '|' && next !== ')'; next = this.peek()) {
      items.push(this.quantified(this.atom(depth)));
    }
    return { kind: 'sequence', items };
  }

  private quantified(body: Node): Node {
    const quantifier = this.quantifier();
    if (!quantifier) return body;
    if (body.kind === 'start' || body.kind === 'end') this.fail('an anchor cannot be repeated');
    const greedy = !this.take('?');
    return { kind: 'repeat', body, ...quantifier, greedy };
  }

  private quantifier(): { min: number; max: number } | null {
    if (this.take('*')) return { min: 0, max: Infinity };
    if (this.take('+')) return { min: 1, max: Infinity };
    if (this.take('?')) return { min: 0, max: 1 };
    if (!this.take('{')) return null;
    const min = this.digits();
    const max = this.take(',') ? (this.peek() === '}' ? Infinity : this.digits()) : min;
    if (!this.take('}')) this.fail('a quantifier reads {2}, {2,} or {2,5}');
    if (max < min) this.fail(`the quantifier {${min},${max}} ends before it begins`);
    const largest = max === Infinity ? min : max;
    if (largest > MAX_REPETITIONS) {
      throw new PatternError('unsupported', `it repeats more than ${MAX_REPETITIONS} times; use * or + instead`);
    }
    return { min, max };
  }

  private digits(): number {
    let text = '';
    while (/^[0-9]$/.test(this.peek() ?? '')) text += this.next();
    if (text === '') this.fail('a quantifier reads {2}, {2,} or {2,5}');
    return Number(text);
  }

  private atom(depth: number): Node {
    const character = this.next();
    switch (character) {
      case '(':
        return this.group(depth);
      case '[':
        return { kind: 'character', test: this.characterClass(depth) };
      case '.':
        return { kind: 'character', test: this.flags.s ? () => true : not(only(LINE_FEED)) };
      case '^':
        return { kind: 'start' };
      case '$':
        return { kind: 'end' };
      case '\\':
        return this.escape();
      case '*':
      case '+':
      case '?':
        return this.fail(`"${character}" repeats nothing; write "\\${character}" for the character`);
      case ']':
      case '{':
      case '}':
        return this.fail(`write "\\${character}" for the character "${character}"`);
      default:
        return this.literal(codePointOf(character));
    }
  }

  private literal(codePoint: number): Node {
    const test = this.flags.i ? (other: number) => equalIgnoringCase(codePoint, other) : only(codePoint);
    return { kind: 'character', test };
  }

  private group(depth: number): Node {
    let index: number | null = null;
    if (this.take('?')) {
      if (!this.take(':')) this.fail('"(?" is known as "(?:" only');
    } else {
      index = ++this.groups;
    }
    const body = this.choice(depth + 1);
    if (!this.take(')')) this.fail('a group is not closed with ")"');
    if (index !== null) this.closed.add(index);
    return { kind: 'group', index, body };
  }

  private escape(): Node {
    const first = this.peek();
    if (first !== undefined && /^[1-9]$/.test(first)) return this.reference();
    const escaped = this.escapedSet() ?? this.escapedCharacter();
    return typeof escaped === 'number' ? this.literal(escaped) : { kind: 'character', test: escaped };
  }

  /** As many digits as name a group that exists. */
  private reference(): Node {
    let group = Number(this.next());
    for (let next = this.peek(); next !== undefined && /^[0-9]$/.test(next); next = this.peek()) {
      const longer = group * 10 + Number(next);
      if (longer > this.groups) break;
      this.position++;
      group = longer;
    }
    if (!this.closed.has(group)) this.fail(`"\\${group}" refers to a group that is not closed before it`);
    return { kind: 'reference', group };
  }

  private escapedSet(): CharacterTest | undefined {
    const letter = this.peek() ?? '';
    if (letter === 'p' || letter === 'P') {
      this.position++;
      const test = this.property();
      return letter === 'p' ? test : not(test);
    }
    const set = ESCAPED_SETS.get(letter);
    if (set) this.position++;
    return set;
  }

  private property(): CharacterTest {
    let name = '';
    if (this.take('{')) while (this.peek() !== undefined && this.peek() !== '}') name += this.next();
    if (!this.take('}')) this.fail('a category reads \\p{Lu}');
    if (name.startsWith('Is')) {
      throw new PatternError('unsupported', `Unicode blocks such as \\p{${name}} are not supported; write a class`);
    }
    return category(name) ?? this.fail(`there is no Unicode category "${name}"`);
  }

  private escapedCharacter(): number {
    const character = this.peek();
    const codePoint = ESCAPED_CHARACTERS.get(character ?? '');
    if (codePoint === undefined) this.fail(`"\\${character ?? ''}" is no escape`);
    this.position++;
    return codePoint;
  }

  /** From behind the opening bracket to behind the closing one: `[^a-z-[aeiou]]`. */
  private characterClass(depth: number): CharacterTest {
    if (depth > MAX_DEPTH) throw new PatternError('unsupported', `it nests deeper than ${MAX_DEPTH}`);
    const negated = this.take('^');
    const items: CharacterTest[] = [];
    let excluded: CharacterTest | undefined;
    while (!this.take(']')) {
      if (this.peek() === undefined) this.fail('a class is not closed with "]"');
      if (items.length > 0 && this.peek() === '-' && this.peek(1) === '[') {
        this.position += 2;
        excluded = this.characterClass(depth + 1);
        if (this.peek() !== ']') this.fail('a subtraction stands at the end of its class');
      } else {
        items.push(this.classItem(items.length === 0));
      }
    }
    if (items.length === 0) this.fail('a class is empty');
    const set = negated ? not(anyOf(items)) : anyOf(items);
    return excluded ? without(set, excluded) : set;
  }

  private classItem(first: boolean): CharacterTest {
    const start = this.classCharacter(first);
    if (typeof start !== 'number') return start;
    let test = only(start);
    if (this.peek() === '-' && this.peek(1) !== ']' && this.peek(1) !== '[') {
      this.position++;
      const end = this.classCharacter(false);
      if (typeof end !== 'number' || end < start) this.fail('a range of characters reads a-z, the smaller one first');
      test = between(start, end);
    }
    return this.flags.i ? ignoringCase(test) : test;
  }

  private classCharacter(first: boolean): number | CharacterTest {
    const character = this.next();
    if (character === '\\') return this.escapedSet() ?? this.escapedCharacter();
    if (character === '[') this.fail('write "\\[" for the character "[" within a class');
    if (character === '-' && !first && this.peek() !== ']')
      this.fail('write "\\-" for the character "-" within a class');
    return codePointOf(character);
  }

  private peek(ahead = 0): string | undefined {
    return this.characters[this.position + ahead];
  }

  private next(): string {
    return this.characters[this.position++] ?? this.fail('it ends too early');
  }

  private take(character: string): boolean {
    if (this.peek() !== character) return false;
    this.position++;
    return true;
  }

  private fail(reason: string): never {
    throw new PatternError('syntax', `${reason} (at character ${Math.min(this.position, this.characters.length)})`);
  }
}

function codePointOf(character: string): number {
  return character.codePointAt(0) ?? 0;
}
