import type { Match } from './pattern.js';

/** A piece of a replacement: text, or the number of a group. */
export type Piece = string | number;

/**
 * Reads the replacement of XPath 2.0 (F&O §7.6.3): `$2` is what group 2 matched, `$0` the whole match, `\$` and `\\` are
 * the characters. Null when there is any other `$` or backslash.
 */
export function parseReplacement(source: string, groups: number): readonly Piece[] | null {
  const pieces: Piece[] = [];
  let text = '';
  for (let index = 0; index < source.length; index++) {
    const character = source.charAt(index);
    const next = source.charAt(index + 1);
    if (character === '\\') {
      if (next !== '\\' && next !== '$') return null;
      text += next;
      index++;
    } else if (character === '$') {
      if (!/[0-9]/.test(next)) return null;
      let group = Number(next);
      index++;
      // As many digits as name a group that exists; what follows is text.
      for (let digit = source.charAt(index + 1); /^[0-9]$/.test(digit); digit = source.charAt(index + 1)) {
        if (group * 10 + Number(digit) > groups) break;
        group = group * 10 + Number(digit);
        index++;
      }
      pieces.push(text, group);
      text = '';
    } else {
      text += character;
    }
  }
  return [...pieces, text].filter((piece) => piece !== '');
}

export function replacementText(pieces: readonly Piece[], match: Match, input: readonly number[]): string {
  return pieces.map((piece) => (typeof piece === 'string' ? piece : groupText(piece, match, input))).join('');
}

/** Empty for a group that did not take part, and for one that does not exist. */
function groupText(group: number, match: Match, input: readonly number[]): string {
  const [start = -1, end = -1] = [match[group * 2], match[group * 2 + 1]];
  return start < 0 || end < 0 ? '' : textOf(input, start, end);
}

export function textOf(codePoints: readonly number[], start: number, end: number): string {
  let text = '';
  for (let index = start; index < end; index++) text += String.fromCodePoint(codePoints[index] ?? 0);
  return text;
}
