import { MAX_NESTING } from '../limits.js';
import type { Argument, Node } from './ast.js';
import { NameTable } from './names.js';
import { declarationLength, parseDeclaredName, parsePathName } from './parse-names.js';
import type { Parser } from './parser.js';

/** The paths, filters and invocations that follow a value. */
export function parsePostfix(parser: Parser, value: Node): Node {
  let node = value;
  for (let count = 1; ; count++) {
    const next = postfix(parser, node);
    if (!next) return node;
    if (count > MAX_NESTING) parser.tooComplex('a chain of too many paths, filters or invocations');
    node = next;
  }
}

function postfix(parser: Parser, base: Node): Node | undefined {
  const { stream } = parser;
  const { start } = base;
  if (stream.accept('.')) {
    const name = parsePathName(parser, base.shape);
    return { kind: 'path', base, name, start, end: stream.lastEnd, shape: base.shape?.get(name) };
  }
  // No expression can begin behind the `[` that ends `]1..2[`.
  if (stream.is('[') && !(parser.endsInterval && !stream.canBeginExpression(1))) return filter(parser, base);
  if (stream.is('(')) {
    const given = parseArguments(parser);
    return { kind: 'invocation', callee: base, arguments: given, start, end: stream.lastEnd };
  }
  return undefined;
}

/** Within the condition the entries of the filtered contexts are names (DMN 1.5 §10.3.2.5). */
function filter(parser: Parser, list: Node): Node {
  const { stream } = parser;
  stream.next();
  const condition = parser.bracketed(() =>
    parser.within(new NameTable(list.shape), () => {
      parser.scopes.at(-1)?.declare('item', list.shape);
      return parser.expression('an index or a condition after "["');
    }),
  );
  const { end } = stream.expect(']', 'to close the filter');
  return { kind: 'filter', list, condition, start: list.start, end, shape: list.shape };
}

function parseArguments(parser: Parser): Argument[] {
  const { stream } = parser;
  stream.next();
  const given: Argument[] = [];
  if (stream.accept(')')) return given;
  const named = declarationLength(parser, [':']) > 0;
  parser.bracketed(() => {
    do given.push(argument(parser, named));
    while (stream.accept(','));
  });
  stream.expect(')', 'or a comma after the argument');
  return given;
}

function argument(parser: Parser, named: boolean): Argument {
  if (!named) return { name: undefined, value: parser.expression('an argument') };
  const name = parseDeclaredName(parser, [':'], 'the name of an argument');
  parser.stream.expect(':', 'after the name of the argument');
  return { name, value: parser.expression('the value of the argument') };
}
