import type { FeelFault, FeelOptions } from '../api.js';
import { MAX_LENGTH } from '../limits.js';
import type { Node, UnaryTestsNode } from './ast.js';
import { NameTable, shapeOf } from './names.js';
import { Parser } from './parser.js';
import { faultAt, SyntaxProblem } from './syntax-problem.js';

export type Parsed<T> = { readonly ok: true; readonly node: T } | { readonly ok: false; readonly fault: FeelFault };

export function parseExpression(source: string, options: FeelOptions): Parsed<Node> {
  return parseWith(source, options, (parser) => parser.parseExpressionText());
}

export function parseUnaryTests(source: string, options: FeelOptions): Parsed<UnaryTestsNode> {
  return parseWith(source, options, (parser) => parser.parseUnaryTestsText());
}

function parseWith<T>(source: string, { names = {} }: FeelOptions, parse: (parser: Parser) => T): Parsed<T> {
  if (source.length > MAX_LENGTH) {
    const message = `The text has ${source.length} characters, more than the ${MAX_LENGTH} that are allowed: split it.`;
    return { ok: false, fault: faultAt(source, 'feel-unsupported', message, MAX_LENGTH) };
  }
  try {
    return { ok: true, node: parse(new Parser(source, new NameTable(shapeOf(names)))) };
  } catch (error) {
    if (!(error instanceof SyntaxProblem)) throw error;
    return { ok: false, fault: faultAt(source, error.code, error.message, error.offset) };
  }
}
