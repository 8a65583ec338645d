import type { DrawnActivity } from './context.js';

/** What a control says under a name; undefined where it says nothing. */
export function propertyOf({ control }: Pick<DrawnActivity, 'control'>, name: string): string | undefined {
  const value = control?.properties.find((property) => property.name === name)?.value.trim();
  return value === '' ? undefined : value;
}

/** Working days that a control says; NaN where it says none or no number. */
export function workingDaysOf(activity: Pick<DrawnActivity, 'control'>): number {
  const text = propertyOf(activity, 'workingDays') ?? '';
  return /^\d{1,4}$/.test(text) ? Number(text) : Number.NaN;
}
