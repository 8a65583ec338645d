import type { Variable } from './ast.js';
import { NameTable, type Shape } from './names.js';
import type { Parser } from './parser.js';

/** The only symbols that a name may contain besides words (DMN 1.5 §10.3.1.2, rule 30). */
const NAME_SYMBOLS: ReadonlySet<string> = new Set(['.', '/', '-', "'", '+', '*', '**']);

/**
 * A reference to a variable: the longest name that some scope declares, or else as many plain words as there are.
 * Undefined when no name begins here.
 */
export function parseVariable(parser: Parser): Variable | undefined {
  const { stream } = parser;
  const { start, kind } = stream.peek();
  if (kind !== 'word') return undefined;
  const declared = longestDeclared(parser);
  const words = plainWords(parser);
  const length = Math.max(declared?.length ?? 0, words);
  if (length === 0) return undefined;
  const from = stream.at;
  stream.at += length;
  const name = declared && declared.length === length ? declared.name : stream.textOf(from, stream.at);
  return { kind: 'variable', name, start, end: stream.lastEnd, shape: parser.shapeOfVariable(name) };
}

/** The longest name of any scope that begins here; of equally long ones, the innermost. */
export function longestDeclared({ scopes, stream }: Parser): { name: string; length: number } | undefined {
  let longest: { name: string; length: number } | undefined;
  for (let i = scopes.length - 1; i >= 0; i--) {
    const found = scopes[i]?.longest(stream.tokens, stream.at);
    if (found && found.length > (longest?.length ?? 0)) longest = found;
  }
  return longest;
}

function plainWords({ stream }: Parser): number {
  let words = 0;
  while (stream.isPlainWord(words)) words++;
  return words;
}

/** The name behind the point of a path. After a point a keyword is a name as well, as in `period.in`. */
export function parsePathName(parser: Parser, shape: Shape | undefined): string {
  const { stream } = parser;
  const from = stream.at;
  const declared = shape && new NameTable(shape).longest(stream.tokens, from);
  let words = stream.peek().kind === 'word' ? 1 : 0;
  while (words > 0 && stream.isPlainWord(words)) words++;
  if (words === 0 && !declared) stream.unexpected('a name after "."');
  if (declared && declared.length >= words) {
    stream.at += declared.length;
    return declared.name;
  }
  stream.at += words;
  return stream.textOf(from, stream.at);
}

/**
 * How many tokens from here on can be the name in a declaration that `end` follows; 0 when that is not what stands
 * here. Serves context entries, parameters, named arguments (`end` is `:`) and iterators (`end` is `in`).
 */
export function declarationLength({ stream }: Parser, ends: readonly string[]): number {
  if (stream.peek().kind !== 'word') return 0;
  for (let length = 1; ; length++) {
    if (ends.some((end) => stream.is(end, length))) return length;
    const token = stream.peek(length);
    const belongs = token.kind === 'word' || token.kind === 'number' || NAME_SYMBOLS.has(token.text);
    if (!belongs) return 0;
  }
}

/** A name that is declared here, up to one of `ends`, which stays to be read. */
export function parseDeclaredName(parser: Parser, ends: readonly string[], what: string): string {
  const { stream } = parser;
  const length = declarationLength(parser, ends);
  if (length === 0) {
    if (stream.peek().kind === 'word') stream.next();
    stream.unexpected(`${what} followed by ${ends.map((end) => `"${end}"`).join(' or ')}`);
  }
  const from = stream.at;
  stream.at += length;
  return stream.textOf(from, stream.at);
}
