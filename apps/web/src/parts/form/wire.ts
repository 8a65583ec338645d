import type { WireValue } from '@quanheng/contracts';

/** What is read of a component of a form document. */
interface Component {
  readonly type?: string;
  readonly key?: string;
  readonly subtype?: string;
  readonly readonly?: boolean;
  readonly disabled?: boolean;
  readonly components?: readonly Component[];
}

const NAMES = /^[^.]+/;
/** How the server writes what a date field of a form gives. */
const TEMPORAL: Readonly<Record<string, string>> = { date: 'date', time: 'time', datetime: 'date and time' };
/** More digits than a number of JSON carries without loss. */
const MOST_DIGITS = 15;

/** What a form gives, as the server takes it: only what can be filled in there, and of that what is filled in or was before. */
export function wireOf(
  schema: Component,
  filled: Readonly<Record<string, unknown>>,
  before: Readonly<Record<string, unknown>>,
): Record<string, WireValue> {
  const found: Record<string, WireValue> = {};
  for (const { key, type, subtype, readonly, disabled } of fieldsOf(schema)) {
    if (readonly === true || disabled === true) continue;
    const name = NAMES.exec(key ?? '')?.[0];
    if (name === undefined) continue;
    const value = filled[name];
    const isEmpty = value === undefined || value === null || value === '';
    if (isEmpty && (before[name] ?? null) === null) continue;
    found[name] = isEmpty ? null : typed(value, type ?? '', subtype ?? 'date');
  }
  return found;
}

function fieldsOf({ components = [] }: Component): readonly Component[] {
  return components.flatMap((each) => (each.key === undefined ? fieldsOf(each) : [each]));
}

function typed(value: unknown, type: string, subtype: string): WireValue {
  const tag = TEMPORAL[subtype];
  if (type === 'datetime' && typeof value === 'string' && tag !== undefined) return { $feel: tag, value };
  // A number field gives text where the form asks it to: then no digit is lost.
  if (type === 'number' && typeof value === 'string') return numberOf(value);
  return value as WireValue;
}

function numberOf(text: string): WireValue {
  return text.replace(/\D/g, '').length > MOST_DIGITS ? { $feel: 'number', value: text } : Number(text);
}
