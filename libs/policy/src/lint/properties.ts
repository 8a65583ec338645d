import type { DrawnActivity } from './context.js';

/** What a control says under a name; undefined where it says nothing. */
export function propertyOf({ control }: Pick<DrawnActivity, 'control'>, name: string): string | undefined {
  const value = control?.properties.find((property) => property.name === name)?.value.trim();
  return value === '' ? undefined : value;
}

/** A number of days that a control says; NaN where it says none, or what is no number. */
export function daysOf(activity: Pick<DrawnActivity, 'control'>, name: string): number {
  const text = propertyOf(activity, name) ?? '';
  return /^\d{1,4}$/.test(text) ? Number(text) : Number.NaN;
}
