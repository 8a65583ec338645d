import { MAX_NESTING } from '../limits.js';
import type { ArithmeticOperator, Comparison, ComparisonOperator, Node, NodeOf, Test, UnaryTestsNode } from './ast.js';
import type { NameTable, Shape } from './names.js';
import { parsePrimary } from './parse-primary.js';
import { parsePostfix } from './parse-postfix.js';
import { parseType } from './parse-type.js';
import { SyntaxProblem } from './syntax-problem.js';
import { TokenStream } from './token-stream.js';

const COMPARISONS: readonly ComparisonOperator[] = ['=', '!=', '<=', '>=', '<', '>'];
/** Arithmetic operators by binding strength, weakest first. All of them associate to the left (DMN 1.5 §10.3.1.2). */
const ARITHMETIC: readonly (readonly ArithmeticOperator[])[] = [['+', '-'], ['*', '/'], ['**']];

/**
 * A parser by recursive descent with one token of look-ahead and without backtracking, except once for `not(...)` in
 * unary tests: its time is linear in the length of the text.
 */
export class Parser {
  readonly stream: TokenStream;
  /** Innermost last. The first table holds what the caller knows, the functions included. */
  readonly scopes: NameTable[];
  private nesting = 0;
  /** Whether a `[` may end an open interval such as `]1..2[` here, instead of beginning a filter. */
  endsInterval = false;

  constructor(source: string, known: NameTable) {
    this.stream = new TokenStream(source);
    this.scopes = [known];
  }

  parseExpressionText(): Node {
    const node = this.expression('an expression');
    if (this.stream.peek().kind !== 'end') this.stream.unexpected('an operator or the end of the expression');
    return node;
  }

  parseUnaryTestsText(): UnaryTestsNode {
    const { stream } = this;
    if (stream.is('-') && stream.peek(1).kind === 'end') return { kind: 'any' };
    if (stream.is('not') && stream.is('(', 1)) {
      const tests = this.attempt(() => {
        stream.at += 2;
        const inner = this.tests();
        stream.expect(')', 'to close not(');
        return stream.peek().kind === 'end' ? inner : undefined;
      });
      if (tests) return { kind: 'tests', negated: true, tests };
    }
    const tests = this.tests();
    if (stream.peek().kind !== 'end') stream.unexpected('a comma or the end of the tests');
    return { kind: 'tests', negated: false, tests };
  }

  /** Undefined, with everything as before, when the parse gives nothing or fails. */
  private attempt<T>(parse: () => T | undefined): T | undefined {
    const { at } = this.stream;
    const depth = this.scopes.length;
    const { nesting, endsInterval } = this;
    try {
      const result = parse();
      if (result !== undefined) return result;
    } catch (error) {
      if (!(error instanceof SyntaxProblem)) throw error;
    }
    this.stream.at = at;
    this.scopes.length = depth;
    this.nesting = nesting;
    this.endsInterval = endsInterval;
    return undefined;
  }

  tests(): Test[] {
    const tests = [this.test()];
    while (this.stream.accept(',')) tests.push(this.test());
    return tests;
  }

  test(): Test {
    const start = this.stream.peek().start;
    const operator = this.acceptComparison();
    if (operator) return { kind: 'compare', operator, endpoint: this.additive(), start, end: this.stream.lastEnd };
    const value = this.expression('a value or a test such as "< 10"');
    return { kind: 'value', value, start, end: value.end };
  }

  /** @param expected what to ask for when nothing can be read here */
  expression(expected = 'an expression'): Node {
    return this.nested(() => this.logical('or', () => this.logical('and', () => this.comparison(expected))));
  }

  nested<T>(parse: () => T): T {
    if (++this.nesting > MAX_NESTING) this.tooComplex(`nested more than ${MAX_NESTING} levels deep`);
    const result = parse();
    this.nesting--;
    return result;
  }

  tooComplex(how: string): never {
    throw new SyntaxProblem(
      `The expression is ${how}: split it into several.`,
      this.stream.peek().start,
      'feel-unsupported',
    );
  }

  private logical(kind: 'and' | 'or', operand: () => Node): Node {
    const first = operand();
    if (!this.stream.is(kind)) return first;
    const operands = [first];
    while (this.stream.accept(kind)) operands.push(operand());
    return { kind, operands, start: first.start, end: this.stream.lastEnd };
  }

  private acceptComparison(): ComparisonOperator | undefined {
    return COMPARISONS.find((operator) => this.stream.accept(operator));
  }

  private comparison(expected: string): Node {
    let left = this.additive(expected);
    for (let count = 1; ; count++) {
      const next = this.comparisonTail(left);
      if (!next) return left;
      if (count > MAX_NESTING) this.tooComplex('a chain of too many comparisons');
      left = next;
    }
  }

  private comparisonTail(left: Node): Comparison | NodeOf<'between'> | NodeOf<'in'> | undefined {
    const { stream } = this;
    const { start } = left;
    const operator = this.acceptComparison();
    if (operator) {
      const right = this.additive(`a value after "${operator}"`);
      return { kind: 'comparison', operator, left, right, start, end: right.end };
    }
    if (stream.accept('between')) {
      const low = this.additive('the lower end after "between"');
      stream.expect('and', 'between the two ends of "between"');
      const high = this.additive('the upper end of "between"');
      return { kind: 'between', value: left, low, high, start, end: high.end };
    }
    if (stream.accept('in')) {
      const tests = this.inTests();
      return { kind: 'in', value: left, tests, start, end: stream.lastEnd };
    }
    return undefined;
  }

  /** What follows `in`: one test, or tests in parentheses. `(a) + 1` and `(1..5)` begin like the latter. */
  private inTests(): Test[] {
    const { stream } = this;
    const { start } = stream.peek();
    const operator = this.acceptComparison();
    if (operator) return [{ kind: 'compare', operator, endpoint: this.additive(), start, end: stream.lastEnd }];
    if (!stream.accept('(')) {
      const value = this.additive('a value, a list, an interval or a test after "in"');
      return [{ kind: 'value', value, start, end: value.end }];
    }
    const tests = this.bracketed(() => this.nested(() => this.tests()));
    const [only] = tests;
    if (only?.kind !== 'value' || tests.length > 1) {
      stream.expect(')', 'after the tests of "in"');
      return tests;
    }
    const head = stream.is('..')
      ? this.intervalTail(only.value, false, start)
      : this.closeParenthesis(only.value, start);
    const value = this.climb(parsePostfix(this, head), 0);
    return [{ kind: 'value', value, start, end: stream.lastEnd }];
  }

  closeParenthesis(inner: Node, start: number): Node {
    const { end } = this.stream.expect(')', 'to close the parenthesis');
    return { ...inner, start, end };
  }

  /** The rest of an interval from its `..` on. */
  intervalTail(low: Node, lowIncluded: boolean, start: number): Node {
    const { stream } = this;
    stream.expect('..', 'in the interval');
    const outer = this.endsInterval;
    this.endsInterval = true;
    const high = this.expression('the upper end of the interval');
    this.endsInterval = outer;
    const highIncluded = stream.is(']');
    if (!highIncluded && !stream.is(')') && !stream.is('[')) stream.unexpected('"]", ")" or "[" to close the interval');
    const { end } = stream.next();
    return { kind: 'interval', low, lowIncluded, high, highIncluded, start, end };
  }

  /** Parses what stands inside brackets, where no interval of outside can end. */
  bracketed<T>(parse: () => T): T {
    const outer = this.endsInterval;
    this.endsInterval = false;
    const result = parse();
    this.endsInterval = outer;
    return result;
  }

  additive(expected = 'a value'): Node {
    return this.climb(this.operand(expected), 0);
  }

  /** Precedence climbing over the arithmetic operators from `level` on; `left` is already read. */
  private climb(left: Node, level: number): Node {
    const operators = ARITHMETIC[level];
    if (!operators) return left;
    const first = this.climb(left, level + 1);
    const rest: { operator: ArithmeticOperator; operand: Node; at: number }[] = [];
    for (;;) {
      const at = this.stream.peek().start;
      const operator = operators.find((text) => this.stream.accept(text) || (text === '**' && this.stream.accept('^')));
      if (!operator) break;
      const operand = this.climb(this.operand(`a value after "${operator}"`), level + 1);
      rest.push({ operator, operand, at });
    }
    if (rest.length === 0) return first;
    return { kind: 'arithmetic', first, rest, start: first.start, end: this.stream.lastEnd };
  }

  /** A value with its signs, postfixes and `instance of`; signs bind tighter than `**` (DMN 1.5 §10.3.1.2, rule 4). */
  private operand(expected: string): Node {
    const { stream } = this;
    const { start } = stream.peek();
    if (stream.is('-') && stream.peek(1).kind === 'number') {
      stream.next();
      const { text, end } = stream.next();
      return this.instanceOf(parsePostfix(this, { kind: 'number', text: `-${text}`, start, end }), start);
    }
    if (stream.accept('-')) {
      const operand = this.nested(() => this.operand('a value after "-"'));
      return { kind: 'negation', operand, start, end: operand.end };
    }
    const value = parsePostfix(this, parsePrimary(this, expected));
    return this.instanceOf(value, start);
  }

  private instanceOf(value: Node, start: number): Node {
    const { stream } = this;
    if (!stream.is('instance')) return value;
    stream.next();
    stream.expect('of', 'after "instance"');
    const type = parseType(this);
    return { kind: 'instance of', value, type, start, end: type.end };
  }

  /** Runs `parse` with one more scope of names. */
  within<T>(scope: NameTable, parse: () => T): T {
    this.scopes.push(scope);
    const result = parse();
    this.scopes.pop();
    return result;
  }

  /** What is known of the entries of a variable: the innermost scope that declares it decides. */
  shapeOfVariable(name: string): Shape | undefined {
    return this.scopes.findLast((scope) => scope.has(name))?.shape(name);
  }
}
