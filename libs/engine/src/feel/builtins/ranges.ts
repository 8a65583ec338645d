import type { Builtin } from '../builtin.js';
import { compare } from '../compare.js';
import { parseNumber } from '../numbers.js';
import { FeelRange } from '../range.js';
import { readString } from '../syntax/strings.js';
import { parseDate, parseDateTime, parseDuration, parseTemporal, parseTime } from '../temporal-text.js';
import type { FeelValue } from '../values.js';
import { define, shown, string } from './define.js';

/** The conversion function `range` (DMN 1.5 §10.3.4.1), which reads a range of literals, such as `[1..10)`. */

const QUOTED = '"(?:[^"\\\\]|\\\\.)*"';
const ENDPOINT = `-?(?:\\d+(?:\\.\\d+)?|\\.\\d+)|@?${QUOTED}|(?:date and time|date|time|duration)\\s*\\(\\s*${QUOTED}\\s*\\)|null`;
const RANGE = new RegExp(`^\\s*([[\\](])\\s*(${ENDPOINT})?\\s*\\.\\.\\s*(${ENDPOINT})?\\s*([[\\])])\\s*$`, 's');
const CALL = new RegExp(`^(date and time|date|time|duration)\\s*\\(\\s*(${QUOTED})\\s*\\)$`, 's');
const MAX_LENGTH = 1000;

const constructors: ReadonlyMap<string, (text: string) => FeelValue> = new Map<string, (text: string) => FeelValue>([
  ['date', parseDate],
  ['time', parseTime],
  ['date and time', parseDateTime],
  ['duration', parseDuration],
]);

function parseRange(text: string): FeelRange | null {
  const match = text.length > MAX_LENGTH ? null : RANGE.exec(text);
  if (!match) return null;
  const [, opening, startText = 'null', endText = 'null', closing] = match;
  const [start, end] = [endpoint(startText), endpoint(endText)];
  if (start === undefined || end === undefined) return null;
  const [startIncluded, endIncluded] = [opening === '[', closing === ']'];
  if ((start === null && startIncluded) || (end === null && endIncluded)) return null;
  if (start === null && end === null) return null;
  if (start !== null && end !== null && !(compare(start, end) <= 0)) return null;
  return new FeelRange(start, startIncluded, end, endIncluded);
}

/** Undefined when the text is no literal. */
function endpoint(text: string): FeelValue | undefined {
  if (text === 'null') return null;
  if (text.startsWith('"')) return unquoted(text) ?? undefined;
  if (text.startsWith('@')) return parseTemporal(unquoted(text.slice(1)) ?? '') ?? undefined;
  const [, name = '', argument = ''] = CALL.exec(text) ?? [];
  const construct = constructors.get(name);
  return (construct ? construct(unquoted(argument) ?? '') : parseNumber(text)) ?? undefined;
}

/** The string of a string literal; null when an escape names no character. */
function unquoted(literal: string): string | null {
  const text = readString(literal);
  return typeof text === 'string' ? text : null;
}

export const ranges: readonly Builtin[] = [
  define(
    'range',
    [string('from')],
    (env, from) =>
      parseRange(from) ??
      env.fail('argument', `range: ${shown(from)} is no range of literals that ascends; write "[1..10)" or "(..5]".`),
  ),
];
