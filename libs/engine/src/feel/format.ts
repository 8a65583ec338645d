import { MAX_NESTING } from './limits.js';
import { isNumber, numberText } from './numbers.js';
import { FeelFunction } from './function.js';
import { FeelRange } from './range.js';
import { isContext, isList, isTemporal } from './types.js';
import type { FeelContext, FeelValue } from './values.js';

/** Names that need no quotes as keys. Others, though some would be read back as well, are quoted. */
const PLAIN_KEY = /^[A-Za-z_\p{Script=Han}][A-Za-z0-9_\p{Script=Han}]*$/u;

/**
 * The value as a FEEL literal that evaluates to the same value again. Null when there is none: for functions, for a
 * range without any end, and for what contains them or is nested deeper than an expression may be.
 */
export function formatValue(value: FeelValue): string | null {
  return format(value, 0);
}

function format(value: FeelValue, depth: number): string | null {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return quote(value);
  if (isNumber(value)) return numberText(value);
  if (isTemporal(value)) return `@${quote(value.toString())}`;
  if (depth >= MAX_NESTING - 2 || value instanceof FeelFunction) return null;
  if (value instanceof FeelRange) return formatRange(value, depth);
  if (isList(value)) return enclose('[', ']', value, (element) => format(element, depth + 1));
  return isContext(value) ? formatContext(value, depth) : null;
}

function formatContext(context: FeelContext, depth: number): string | null {
  return enclose('{', '}', Object.keys(context), (name) => {
    const value = format(context[name] ?? null, depth + 1);
    return value === null ? null : `${PLAIN_KEY.test(name) ? name : quote(name)}: ${value}`;
  });
}

function formatRange(range: FeelRange, depth: number): string | null {
  const start = format(range.start, depth + 1);
  const end = format(range.end, depth + 1);
  if (start === null || end === null || (range.start === null && range.end === null)) return null;
  if (range.start === null) return `(${range.endIncluded ? '<=' : '<'} ${end})`;
  if (range.end === null) return `(${range.startIncluded ? '>=' : '>'} ${start})`;
  return `${range.startIncluded ? '[' : '('}${start}..${end}${range.endIncluded ? ']' : ')'}`;
}

function enclose<T>(open: string, close: string, parts: readonly T[], text: (part: T) => string | null): string | null {
  const texts: string[] = [];
  for (const part of parts) {
    const formatted = text(part);
    if (formatted === null) return null;
    texts.push(formatted);
  }
  return open + texts.join(', ') + close;
}

/** Escapes quotes, backslashes, and whatever an editor would not show: controls, separators and lone surrogates. */
function quote(text: string): string {
  const escaped = text.replace(/["\\\p{Cc}\p{Cs}\u2028\u2029\uFEFF]/gu, (char) => {
    switch (char) {
      case '"':
      case '\\':
        return `\\${char}`;
      case '\n':
        return '\\n';
      case '\r':
        return '\\r';
      case '\t':
        return '\\t';
      default:
        return `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;
    }
  });
  return `"${escaped}"`;
}
