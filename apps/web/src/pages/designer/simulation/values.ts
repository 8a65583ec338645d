import type { CourseValues, DataField } from '@quanheng/policy';

/** What was typed, by the name of the data. */
export type Typed = Readonly<Record<string, string>>;

const NUMBER = /^-?\d+(\.\d+)?$/;

/** Whether what was typed is a value of the field; nothing typed is none, which is right. */
export function isFitting({ type }: Pick<DataField, 'type'>, text: string): boolean {
  return type !== 'number' || text.trim() === '' || NUMBER.test(text.trim());
}

/** The values of what was typed: of what is left empty, nothing. */
export function valuesOf(fields: readonly Pick<DataField, 'name' | 'type'>[], typed: Typed): CourseValues {
  return Object.fromEntries(
    fields.flatMap(({ name, type }) => {
      const text = (typed[name] ?? '').trim();
      return name.trim() === '' || text === '' ? [] : [[name.trim(), valueOf(type, text)]];
    }),
  );
}

function valueOf(type: DataField['type'], text: string): unknown {
  if (type === 'number') return Number(text);
  if (type === 'truth') return text === 'true';
  return type === 'any' ? freely(text) : text;
}

/** JSON where it is some, else the text itself. */
function freely(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError) return text;
    throw error;
  }
}

/** A value as it is shown: texts without quotes. */
export function shown(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
