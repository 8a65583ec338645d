import type { TypeNode } from './ast.js';
import { parseDeclaredName } from './parse-names.js';
import type { Parser } from './parser.js';

/** Type names that contain a keyword. */
const SPECIAL = ['days and time duration', 'years and months duration', 'date and time'] as const;

/** A type, as `instance of` and parameters name it (DMN 1.5 §10.3.1.2, rule 53). */
export function parseType(parser: Parser): TypeNode {
  return parser.nested(() => type(parser));
}

function type(parser: Parser): TypeNode {
  const { stream } = parser;
  const { start, text } = stream.peek();
  if (stream.is('<', 1)) {
    const generic = genericType(parser, text, start);
    if (generic) return generic;
  }
  const special = SPECIAL.find((name) => stream.areWords(name.split(' ')));
  if (special !== undefined) {
    stream.at += special.split(' ').length;
    return { kind: 'named', name: special, start, end: stream.lastEnd };
  }
  return { kind: 'named', name: qualifiedName(parser), start, end: stream.lastEnd };
}

function qualifiedName({ stream }: Parser): string {
  const from = stream.at;
  // `function` and `null` are keywords elsewhere, here they are types.
  if (stream.peek().kind !== 'word') stream.unexpected('the name of a type');
  stream.next();
  while (stream.isPlainWord() || (stream.is('.') && stream.peek(1).kind === 'word')) stream.next();
  return stream.textOf(from, stream.at);
}

function genericType(parser: Parser, name: string, start: number): TypeNode | undefined {
  const { stream } = parser;
  if (!['list', 'range', 'context', 'function'].includes(name)) return undefined;
  stream.at += 2;
  if (name === 'list' || name === 'range') {
    const element = parseType(parser);
    stream.expect('>', `to close ${name}<`);
    return { kind: name, element, start, end: stream.lastEnd };
  }
  if (name === 'context') {
    const entries = [contextEntryType(parser)];
    while (stream.accept(',')) entries.push(contextEntryType(parser));
    stream.expect('>', 'to close context<');
    return { kind: 'context', entries, start, end: stream.lastEnd };
  }
  const parameters: TypeNode[] = [];
  if (!stream.is('>')) {
    do parameters.push(parseType(parser));
    while (stream.accept(','));
  }
  stream.expect('>', 'to close function<');
  stream.expect('->', 'before the result type of the function');
  const result = parseType(parser);
  return { kind: 'function', parameters, result, start, end: result.end };
}

function contextEntryType(parser: Parser): { name: string; type: TypeNode } {
  const name = parseDeclaredName(parser, [':'], 'the name of an entry');
  parser.stream.expect(':', 'after the name of the entry');
  return { name, type: parseType(parser) };
}
