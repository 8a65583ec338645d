import type { ContextEntry, FunctionDefinition, Iterator, Node } from './ast.js';
import { NameTable, type Shape } from './names.js';
import { longestDeclared, parseDeclaredName, parseVariable } from './parse-names.js';
import { parseType } from './parse-type.js';
import type { Parser } from './parser.js';
import { readString } from './strings.js';
import { SyntaxProblem } from './syntax-problem.js';
import type { Token } from './tokens.js';

/** A value without operators: a literal, a name, something in brackets, or one of the constructs with a keyword. */
export function parsePrimary(parser: Parser, expected: string): Node {
  const { stream } = parser;
  const token = stream.peek();
  const { start } = token;
  switch (token.kind) {
    case 'number':
      stream.next();
      return { kind: 'number', text: token.text, start, end: token.end };
    case 'string':
      return { kind: 'string', text: stringAt(parser), start, end: token.end };
    case 'word':
      return declaredPhrase(parser) ?? keyword(parser, token) ?? name(parser) ?? stream.unexpected(expected);
    case 'symbol':
      return bracket(parser, token) ?? stream.unexpected(expected);
    default:
      return stream.unexpected(expected);
  }
}

function stringAt(parser: Parser): string {
  const token = parser.stream.next();
  const read = readString(token.text);
  if (typeof read === 'string') return read;
  throw new SyntaxProblem(
    `The escape ${token.text.slice(read.at, read.at + 8)} names no character.`,
    token.start + read.at,
  );
}

/** A known name of several tokens may begin with a keyword, as `for sale` does. */
function declaredPhrase(parser: Parser): Node | undefined {
  const declared = longestDeclared(parser);
  return declared && declared.length > 1 ? parseVariable(parser) : undefined;
}

function name(parser: Parser): Node | undefined {
  const { stream } = parser;
  const { start, end, text } = stream.peek();
  if (text === '?') {
    stream.next();
    return { kind: 'input', start, end };
  }
  return parseVariable(parser);
}

function keyword(parser: Parser, { text, start, end }: Token): Node | undefined {
  const { stream } = parser;
  switch (text) {
    case 'null':
      stream.next();
      return { kind: 'null', start, end };
    case 'true':
    case 'false':
      stream.next();
      return { kind: 'boolean', value: text === 'true', start, end };
    case 'if':
      return conditional(parser, start);
    case 'for':
      return iteration(parser, 'for', 'return', start);
    case 'some':
    case 'every':
      return iteration(parser, text, 'satisfies', start);
    case 'function':
      return functionDefinition(parser, start);
    default:
      return dateAndTime(parser);
  }
}

/** `date and time` is a name only where it is called; elsewhere it is a conjunction. */
function dateAndTime({ stream }: Parser): Node | undefined {
  const words = [
    ['date', 'and', 'time'],
    ['years', 'and', 'months', 'duration'],
  ].find((candidate) => stream.areWords(candidate) && stream.is('(', candidate.length));
  if (!words) return undefined;
  const { start } = stream.peek();
  stream.at += words.length;
  return { kind: 'variable', name: words.join(' '), start, end: stream.lastEnd };
}

function conditional(parser: Parser, start: number): Node {
  const { stream } = parser;
  stream.next();
  return parser.bracketed(() => {
    const condition = parser.expression('a condition after "if"');
    stream.expect('then', 'after the condition of "if"');
    const then = parser.expression('a value after "then"');
    stream.expect('else', 'after the value of "then": "if" always needs an "else"');
    const otherwise = parser.expression('a value after "else"');
    return { kind: 'if', condition, then, otherwise, start, end: otherwise.end };
  });
}

function iteration(parser: Parser, kind: 'for' | 'some' | 'every', body: 'return' | 'satisfies', start: number): Node {
  const { stream } = parser;
  stream.next();
  const scope = new NameTable();
  return parser.bracketed(() =>
    parser.within(scope, () => {
      const iterators: Iterator[] = [];
      do iterators.push(iterator(parser, scope));
      while (stream.accept(','));
      stream.expect(body, `after the iterators of "${kind}"`);
      if (kind === 'for') scope.declare('partial');
      const result = parser.expression(`an expression after "${body}"`);
      return { kind, iterators, body: result, start, end: result.end };
    }),
  );
}

/** Later iterators see the variables of earlier ones. */
function iterator(parser: Parser, scope: NameTable): Iterator {
  const { stream } = parser;
  const variable = parseDeclaredName(parser, ['in'], 'a variable');
  stream.expect('in', 'after the variable');
  const from = parser.expression('a list or a range after "in"');
  const to = stream.accept('..') ? parser.expression('the second end of the range') : undefined;
  scope.declare(variable, to ? undefined : from.shape);
  return { name: variable, from, to };
}

function functionDefinition(parser: Parser, start: number): FunctionDefinition {
  const { stream } = parser;
  stream.next();
  stream.expect('(', 'after "function"');
  const scope = new NameTable();
  const parameters: { name: string; type: ReturnType<typeof parseType> | undefined }[] = [];
  if (!stream.is(')')) {
    do {
      const parameter = parseDeclaredName(parser, [':', ',', ')'], 'a parameter');
      scope.declare(parameter);
      parameters.push({ name: parameter, type: stream.accept(':') ? parseType(parser) : undefined });
    } while (stream.accept(','));
  }
  stream.expect(')', 'or a comma after the parameter');
  if (stream.is('external')) {
    throw new SyntaxProblem(
      'External functions are not supported: write the function in FEEL.',
      stream.peek().start,
      'feel-unsupported',
    );
  }
  const body = parser.bracketed(() => parser.within(scope, () => parser.expression('the body of the function')));
  return { kind: 'function', parameters, body, start, end: body.end };
}

function bracket(parser: Parser, { text, start }: Token): Node | undefined {
  const { stream } = parser;
  switch (text) {
    case '(':
      stream.next();
      return parser.bracketed(() => parenthesis(parser, start));
    case '[':
      stream.next();
      return parser.bracketed(() => listOrInterval(parser, start));
    case ']': {
      if (!stream.canBeginExpression(1)) return undefined;
      stream.next();
      const low = parser.bracketed(() => parser.expression('the lower end of the interval'));
      return parser.bracketed(() => parser.intervalTail(low, false, start));
    }
    case '{':
      stream.next();
      return parser.bracketed(() => context(parser, start));
    case '@': {
      stream.next();
      const adjacent = stream.peek().start === start + 1 && stream.peek().kind === 'string';
      if (!adjacent) stream.unexpected('a string right after "@"');
      return { kind: 'temporal', text: stringAt(parser), start, end: stream.lastEnd };
    }
    default:
      return undefined;
  }
}

function parenthesis(parser: Parser, start: number): Node {
  const test = parser.test();
  if (test.kind === 'value') {
    return parser.stream.is('..')
      ? parser.intervalTail(test.value, false, start)
      : parser.closeParenthesis(test.value, start);
  }
  const { end } = parser.stream.expect(')', 'to close the range');
  return { kind: 'half range', operator: test.operator, endpoint: test.endpoint, start, end };
}

function listOrInterval(parser: Parser, start: number): Node {
  const { stream } = parser;
  const elements: Node[] = [];
  if (!stream.is(']')) {
    const first = parser.expression('a value or "]"');
    if (stream.is('..')) return parser.intervalTail(first, true, start);
    elements.push(first);
    while (stream.accept(',')) elements.push(parser.expression('a value after the comma'));
  }
  const { end } = stream.expect(']', 'or a comma after the element of the list');
  return { kind: 'list', elements, start, end, shape: elements[0]?.shape };
}

/** Later entries see earlier ones. */
function context(parser: Parser, start: number): Node {
  const { stream } = parser;
  const scope = new NameTable();
  const shape = new Map<string, Shape | undefined>();
  const entries: ContextEntry[] = [];
  if (!stream.is('}')) {
    parser.within(scope, () => {
      do {
        const key =
          stream.peek().kind === 'string' ? stringAt(parser) : parseDeclaredName(parser, [':'], 'the name of an entry');
        stream.expect(':', 'after the name of the entry');
        const value = parser.expression('the value of the entry');
        scope.declare(key, value.shape);
        shape.set(key, value.shape);
        entries.push({ name: key, value });
      } while (stream.accept(','));
    });
  }
  const { end } = stream.expect('}', 'or a comma after the entry');
  return { kind: 'context', entries, start, end, shape };
}
