import type { WireValue } from '@quanheng/contracts';
import { wireDateOf, type DateField } from './dates.js';

/** What is read of a component of a form document. */
interface Component extends DateField {
  readonly type?: string;
  readonly key?: string;
  readonly readonly?: boolean;
  readonly disabled?: boolean;
  readonly components?: readonly Component[];
}

const NAMES = /^[^.]+/;
/** More digits than a number of JSON carries without loss. */
const MOST_DIGITS = 15;

/** What a form gives, as the server takes it: only what can be filled in there, and of that what is filled in or was before. */
export function wireOf(
  schema: Component,
  filled: Readonly<Record<string, unknown>>,
  before: Readonly<Record<string, unknown>>,
): Record<string, WireValue> {
  const found: Record<string, WireValue> = {};
  for (const field of fieldsOf(schema)) {
    if (field.readonly === true || field.disabled === true) continue;
    const name = NAMES.exec(field.key ?? '')?.[0];
    if (name === undefined) continue;
    const value = filled[name];
    const isEmpty = value === undefined || value === null || value === '';
    if (isEmpty && (before[name] ?? null) === null) continue;
    found[name] = isEmpty ? null : typed(value, field);
  }
  return found;
}

function fieldsOf({ components = [] }: Component): readonly Component[] {
  return components.flatMap((each) => (each.key === undefined ? fieldsOf(each) : [each]));
}

function typed(value: unknown, field: Component): WireValue {
  // What is no date the form says itself; whoever sends it all the same is told by the server.
  if (field.type === 'datetime' && typeof value === 'string') return wireDateOf(field, value) ?? value;
  // A number field gives text where the form asks it to: then no digit is lost.
  if (field.type === 'number' && typeof value === 'string') return numberOf(value);
  return value as WireValue;
}

function numberOf(text: string): WireValue {
  return text.replace(/\D/g, '').length > MOST_DIGITS ? { $feel: 'number', value: text } : Number(text);
}
