import type { FeelFault } from '../api.js';

/** Thrown inside the parser and turned into a fault at its border; never leaves this folder. */
export class SyntaxProblem extends Error {
  constructor(
    message: string,
    readonly offset: number,
    readonly code: FeelFault['code'] = 'feel-syntax',
  ) {
    super(message);
  }
}

/** Line and column, from 1, of an offset in a text. */
export function positionOf(source: string, offset: number): { line: number; column: number } {
  let line = 1;
  let start = 0;
  for (let at = source.indexOf('\n'); at >= 0 && at < offset; at = source.indexOf('\n', at + 1)) {
    line++;
    start = at + 1;
  }
  return { line, column: offset - start + 1 };
}

export function faultAt(source: string, code: FeelFault['code'], message: string, offset: number): FeelFault {
  return { code, message, offset, ...positionOf(source, offset) };
}
