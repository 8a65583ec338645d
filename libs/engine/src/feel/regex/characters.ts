/** Whether a code point belongs to a set of characters. */
export type CharacterTest = (codePoint: number) => boolean;

export const LINE_FEED = 0x0a;

export function only(codePoint: number): CharacterTest {
  return (other) => other === codePoint;
}

export function between(first: number, last: number): CharacterTest {
  return (codePoint) => codePoint >= first && codePoint <= last;
}

export function anyOf(tests: readonly CharacterTest[]): CharacterTest {
  const [first] = tests;
  if (first && tests.length === 1) return first;
  return (codePoint) => tests.some((test) => test(codePoint));
}

export function not(test: CharacterTest): CharacterTest {
  return (codePoint) => !test(codePoint);
}

export function without(test: CharacterTest, excluded: CharacterTest): CharacterTest {
  return (codePoint) => test(codePoint) && !excluded(codePoint);
}

/** The set with both cases of its characters, as flag `i` has it (XPath 2.0 F&O §7.6.1.1). */
export function ignoringCase(test: CharacterTest): CharacterTest {
  return (codePoint) => test(codePoint) || test(lowerCase(codePoint)) || test(upperCase(codePoint));
}

export function equalIgnoringCase(a: number, b: number): boolean {
  return a === b || lowerCase(a) === lowerCase(b) || upperCase(a) === upperCase(b);
}

function lowerCase(codePoint: number): number {
  return single(String.fromCodePoint(codePoint).toLowerCase(), codePoint);
}

function upperCase(codePoint: number): number {
  return single(String.fromCodePoint(codePoint).toUpperCase(), codePoint);
}

/** The one code point of a text; `otherwise` when there are several, as in the capitals of ß. */
function single(text: string, otherwise: number): number {
  const codePoint = text.codePointAt(0) ?? otherwise;
  return text.length === (codePoint > 0xffff ? 2 : 1) ? codePoint : otherwise;
}

const CATEGORIES = new Set(
  ('L Lu Ll Lt Lm Lo M Mn Mc Me N Nd Nl No P Pc Pd Ps Pe Pi Pf Po ' + 'Z Zs Zl Zp S Sm Sc Sk So C Cc Cf Co Cn').split(
    ' ',
  ),
);

/** The characters of a Unicode general category; undefined when there is none of that name. */
export function category(name: string): CharacterTest | undefined {
  return CATEGORIES.has(name) ? byExpression(new RegExp(`^\\p{${name}}$`, 'u')) : undefined;
}

function byExpression(expression: RegExp): CharacterTest {
  // Most texts are ASCII in the main, and a table is much faster than an expression.
  const ascii = Array.from({ length: 128 }, (_, codePoint) => expression.test(String.fromCharCode(codePoint)));
  return (codePoint) => ascii[codePoint] ?? expression.test(String.fromCodePoint(codePoint));
}

const whitespace = anyOf([0x20, 0x09, LINE_FEED, 0x0d].map(only));
const digit = byExpression(/^\p{Nd}$/u);
const word = byExpression(/^[^\p{P}\p{Z}\p{C}]$/u);
/** NameStartChar and NameChar of XML 1.0 (fifth edition) §2.3. */
const NAME_START =
  ':A-Z_a-z\\u{C0}-\\u{D6}\\u{D8}-\\u{F6}\\u{F8}-\\u{2FF}\\u{370}-\\u{37D}\\u{37F}-\\u{1FFF}\\u{200C}-\\u{200D}' +
  '\\u{2070}-\\u{218F}\\u{2C00}-\\u{2FEF}\\u{3001}-\\u{D7FF}\\u{F900}-\\u{FDCF}\\u{FDF0}-\\u{FFFD}\\u{10000}-\\u{EFFFF}';
const nameStart = byExpression(new RegExp(`^[${NAME_START}]$`, 'u'));
const nameCharacter = byExpression(
  new RegExp(`^[\\u{300}-\\u{36F}\\u{203F}-\\u{2040}\\u{B7}\\-.0-9${NAME_START}]$`, 'u'),
);

/** The sets behind a backslash and one letter (XML Schema Part 2, appendix F, multi-character escapes). */
export const ESCAPED_SETS: ReadonlyMap<string, CharacterTest> = new Map([
  ['s', whitespace],
  ['S', not(whitespace)],
  ['d', digit],
  ['D', not(digit)],
  ['w', word],
  ['W', not(word)],
  ['i', nameStart],
  ['I', not(nameStart)],
  ['c', nameCharacter],
  ['C', not(nameCharacter)],
]);

/** The characters behind a backslash and one character (XML Schema Part 2, appendix F; XPath 2.0 F&O §7.6.1 adds $). */
export const ESCAPED_CHARACTERS: ReadonlyMap<string, number> = new Map([
  ['n', LINE_FEED],
  ['r', 0x0d],
  ['t', 0x09],
  ...Array.from('\\|.?*+(){}-[]^$', (character): [string, number] => [character, character.charCodeAt(0)]),
]);
