/** `other` is a character that FEEL gives no meaning; `open ...` takes the rest of a text that lacks the closing sign. */
export type TokenKind = 'word' | 'number' | 'string' | 'symbol' | 'other' | 'open string' | 'open comment' | 'end';

export interface Token {
  readonly kind: TokenKind;
  /** The text as written, quotes and escapes included. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/**
 * The name characters of DMN 1.5 §10.3.1.2 (rules 28 and 29), less the full-width and ideographic punctuation that
 * their ranges include: `金额，税额` is a slip of the input method, not a name. Names that do contain such characters
 * are recognised when they are among the known names.
 */
const PUNCTUATION =
  '\\s\\u3001-\\u3003\\u3008-\\u3020\\uFF01-\\uFF0F\\uFF1A-\\uFF20\\uFF3B-\\uFF3E\\uFF40\\uFF5B-\\uFF65\\uFEFF\\uFFFD';
const NAME_START =
  '?A-Z_a-z\\u00C0-\\u00D6\\u00D8-\\u00F6\\u00F8-\\u02FF\\u0370-\\u037D\\u037F-\\u1FFF\\u200C-\\u200D\\u2070-\\u218F' +
  '\\u2C00-\\u2FEF\\u3001-\\uD7FF\\uF900-\\uFDCF\\uFDF0-\\uFFFD\\u{10000}-\\u{EFFFF}';
const NAME_PART = `\\u0300-\\u036F${NAME_START}0-9\\u00B7\\u203F-\\u2040`;

const SPACE = /(?:\s|\u0085|\u200B|\/\/[^\n\r]*|\/\*[^]*?\*\/)+/uy;
const WORD = new RegExp(`(?![${PUNCTUATION}])[${NAME_START}](?:(?![${PUNCTUATION}])[${NAME_PART}])*`, 'uy');
const NUMBER = /(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][-+]?\d+)?/y;
const STRING = /"(?:[^"\\]|\\[^])*"/y;
const SYMBOL = /\.\.|\*\*|<=|>=|!=|->|[-+*/^=<>()[\]{}.,:@']/y;

/** Cuts a text into tokens; the last one is `end`. Never fails: what is no token becomes one of kind `other`. */
export function tokenize(source: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  const match = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    return pattern.exec(source)?.[0];
  };
  for (;;) {
    at += match(SPACE)?.length ?? 0;
    if (at >= source.length) break;
    const token = nextToken(source, at, match);
    tokens.push(token);
    at = token.end;
  }
  tokens.push({ kind: 'end', text: '', start: source.length, end: source.length });
  return tokens;
}

function nextToken(source: string, start: number, match: (pattern: RegExp) => string | undefined): Token {
  const token = (kind: TokenKind, text: string): Token => ({ kind, text, start, end: start + text.length });
  if (source[start] === '"') {
    const text = match(STRING);
    return text === undefined ? token('open string', source.slice(start)) : token('string', text);
  }
  if (source.startsWith('/*', start)) return token('open comment', source.slice(start));
  const word = match(WORD);
  if (word !== undefined) return token('word', word);
  const number = match(NUMBER);
  if (number !== undefined) return token('number', number);
  const symbol = match(SYMBOL);
  if (symbol !== undefined) return token('symbol', symbol);
  return token('other', String.fromCodePoint(source.codePointAt(start) ?? 0));
}
