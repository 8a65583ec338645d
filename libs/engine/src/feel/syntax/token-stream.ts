import { SyntaxProblem } from './syntax-problem.js';
import { tokenize, type Token } from './tokens.js';

/** Words that no name contains unless it is declared. */
const KEYWORDS: ReadonlySet<string> = new Set([
  ...['for', 'in', 'return', 'if', 'then', 'else', 'some', 'every', 'satisfies', 'or', 'and', 'between', 'instance'],
  ...['function', 'null', 'true', 'false'],
]);

/** What an expression may begin with besides names, numbers and strings. */
const BEGINNINGS: ReadonlySet<string> = new Set([
  ...['-', '(', '[', ']', '{', '@', '?'],
  ...['null', 'true', 'false', 'if', 'for', 'some', 'every', 'function'],
]);

/** The tokens of a text with a place in it, and the error messages that such a place calls for. */
export class TokenStream {
  readonly tokens: readonly Token[];
  at = 0;

  constructor(readonly source: string) {
    this.tokens = tokenize(source);
  }

  /** The token `ahead` places further on; the end repeats for ever. */
  peek(ahead = 0): Token {
    const token = this.tokens[this.at + ahead] ?? this.tokens[this.tokens.length - 1];
    return token ?? { kind: 'end', text: '', start: 0, end: 0 };
  }

  next(): Token {
    const token = this.peek();
    this.at++;
    return token;
  }

  /** Where the last token that was taken ends. */
  get lastEnd(): number {
    return this.tokens[this.at - 1]?.end ?? 0;
  }

  is(text: string, ahead = 0): boolean {
    const token = this.peek(ahead);
    return token.text === text && (token.kind === 'symbol' || token.kind === 'word');
  }

  accept(text: string): boolean {
    if (!this.is(text)) return false;
    this.at++;
    return true;
  }

  expect(text: string, where: string): Token {
    if (!this.is(text)) this.unexpected(`"${text}" ${where}`);
    return this.next();
  }

  /** Whether the next tokens are exactly these words. */
  areWords(words: readonly string[]): boolean {
    return words.every((word, i) => this.is(word, i));
  }

  /** Whether a word stands here that can be part of an undeclared name. */
  isPlainWord(ahead = 0): boolean {
    const token = this.peek(ahead);
    return token.kind === 'word' && token.text !== '?' && !KEYWORDS.has(token.text);
  }

  canBeginExpression(ahead: number): boolean {
    const { kind, text } = this.peek(ahead);
    return kind === 'string' || kind === 'number' || this.isPlainWord(ahead) || BEGINNINGS.has(text);
  }

  /** The text of some tokens, each run of spaces and comments reduced to one space. */
  textOf(from: number, to: number): string {
    let text = '';
    for (let i = from; i < to; i++) {
      const token = this.tokens[i];
      const previous = this.tokens[i - 1];
      if (!token) break;
      text += i > from && previous && previous.end < token.start ? ` ${token.text}` : token.text;
    }
    return text;
  }

  /** Refuses the token at this place, saying what would be welcome instead. */
  unexpected(expected: string): never {
    const token = this.peek();
    const problem = lexicalProblem(token);
    if (problem !== undefined) throw new SyntaxProblem(problem, token.start);
    const before = this.source.slice(Math.max(0, token.start - 24), token.start).trim();
    const found = token.kind === 'end' ? 'the text ends' : `found "${shorten(token.text)}"`;
    const near = before === '' ? 'at the beginning' : `after: ${before}`;
    throw new SyntaxProblem(`Expected ${expected}, but ${found} (${near}).`, token.start);
  }
}

function lexicalProblem(token: Token): string | undefined {
  if (token.kind === 'open string') return 'This string has no closing quote: add a " at its end.';
  if (token.kind === 'open comment') return 'This comment is not closed: add */ at its end.';
  if (token.kind !== 'other') return undefined;
  const code = token.text.codePointAt(0) ?? 0;
  // Full-width forms lie 0xFEE0 above their ASCII counterparts; an input method easily leaves them behind.
  if (code >= 0xff01 && code <= 0xff5e) {
    return `"${token.text}" is a full-width character: write "${String.fromCodePoint(code - 0xfee0)}" instead.`;
  }
  if (/[“”„«»]/u.test(token.text))
    return `"${token.text}" does not delimit strings: write the straight quote (") instead.`;
  return `The character "${token.text}" has no meaning in FEEL at this place: remove it, or put text into double quotes.`;
}

function shorten(text: string): string {
  return text.length > 30 ? `${text.slice(0, 30)}...` : text;
}
