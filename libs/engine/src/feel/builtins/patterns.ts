import type { Builtin, BuiltinEnv } from '../builtin.js';
import { MAX_TEXT } from '../limits.js';
import { compilePattern, type Budget, type Match, type Pattern } from '../regex/pattern.js';
import { parseReplacement, replacementText, textOf } from '../regex/replacement.js';
import { PatternError } from '../regex/syntax.js';
import type { FeelValue } from '../values.js';
import { define, optional, string } from './define.js';

/** String functions with regular expressions of XPath 2.0 (DMN 1.5 §10.3.4.3). */

/** Texts to be matched have no more UTF-16 units than this. */
const MAX_INPUT = 100_000;
/** Steps of the matcher in one call: some tenths of a second. */
const MAX_STEPS = 5_000_000;
/** Steps that count as one step of the evaluation. */
const STEPS_PER_UNIT = 100;

/** Runs with a pattern and the code points of a text; everything that can go wrong is reported. */
function withPattern(
  name: string,
  env: BuiltinEnv,
  [input, source, flags]: readonly [string, string, string],
  body: (pattern: Pattern, codePoints: readonly number[], budget: Budget) => FeelValue | undefined,
): FeelValue {
  if (input.length > MAX_INPUT) {
    return env.fail('limit', `${name}: the text has ${input.length} characters; at most ${MAX_INPUT} are matched.`);
  }
  const pattern = compilePattern(source, flags);
  if (pattern instanceof PatternError) {
    const kind = pattern.code === 'syntax' ? 'is no regular expression of XPath 2.0' : 'is not supported';
    const code = pattern.code === 'syntax' ? 'argument' : 'function';
    return env.fail(code, `${name}: the pattern "${source.slice(0, 60)}" ${kind}: ${pattern.message}.`);
  }
  const codePoints = Array.from(input, (character) => character.codePointAt(0) ?? 0);
  const budget: Budget = { steps: MAX_STEPS };
  const result = body(pattern, codePoints, budget);
  if (!env.spend(Math.ceil((MAX_STEPS - Math.max(budget.steps, 0)) / STEPS_PER_UNIT))) return null;
  if (result !== undefined) return result;
  return env.fail('limit', `${name}: the pattern "${source.slice(0, 60)}" takes too long on this text. Simplify it.`);
}

/**
 * All matches from left to right. Undefined when the budget is used up; 'empty' when one matches nothing, which would
 * replace or split at every position and is an error in XPath.
 */
function allMatches(
  pattern: Pattern,
  input: readonly number[],
  budget: Budget,
): readonly Match[] | 'empty' | undefined {
  const matches: Match[] = [];
  for (let from = 0; ;) {
    const match = pattern.find(input, from, budget);
    if (match === undefined) return undefined;
    if (match === null) return matches;
    const [start = 0, end = 0] = match;
    if (end === start) return 'empty';
    matches.push(match);
    from = end;
  }
}

function emptyMatch(name: string, env: BuiltinEnv, source: string): null {
  return env.fail('argument', `${name}: the pattern "${source.slice(0, 60)}" must not match the empty string.`);
}

const matches = define(
  'matches',
  [string('input'), string('pattern'), optional(string('flags'))],
  (env, input, source, flags) =>
    withPattern('matches', env, [input, source, flags ?? ''], (pattern, codePoints, budget) => {
      const match = pattern.find(codePoints, 0, budget);
      return match === undefined ? undefined : match !== null;
    }),
);

const replace = define(
  'replace',
  [string('input'), string('pattern'), string('replacement'), optional(string('flags'))],
  (env, input, source, replacement, flags) =>
    withPattern('replace', env, [input, source, flags ?? ''], (pattern, codePoints, budget) => {
      const pieces = parseReplacement(replacement, pattern.groups);
      if (!pieces) {
        return env.fail(
          'argument',
          'replace: in "replacement", $ stands before a digit; write "\\$" and "\\\\" otherwise.',
        );
      }
      const found = allMatches(pattern, codePoints, budget);
      if (found === undefined) return undefined;
      if (found === 'empty') return emptyMatch('replace', env, source);
      if (!env.spend(found.length * pieces.length)) return null;
      let [text, last] = ['', 0];
      for (const match of found) {
        const [start = 0, end = 0] = match;
        text += textOf(codePoints, last, start) + replacementText(pieces, match, codePoints);
        if (text.length > MAX_TEXT) {
          return env.fail('limit', `replace: the result would have more than ${MAX_TEXT} characters.`);
        }
        last = end;
      }
      return text + textOf(codePoints, last, codePoints.length);
    }),
);

const split = define('split', [string('string'), string('delimiter')], (env, input, source) =>
  withPattern('split', env, [input, source, ''], (pattern, codePoints, budget) => {
    const found = allMatches(pattern, codePoints, budget);
    if (found === undefined) return undefined;
    if (found === 'empty') return emptyMatch('split', env, source);
    const parts: string[] = [];
    let last = 0;
    for (const [start = 0, end = 0] of found) {
      parts.push(textOf(codePoints, last, start));
      last = end;
    }
    return [...parts, textOf(codePoints, last, codePoints.length)];
  }),
);

export const patterns: readonly Builtin[] = [matches, replace, split];
