import { compareNumbers, formatValue, fromWire, isNumber } from '@quanheng/engine';
import { threshold } from '../../catalogue/index.js';
import type { Reason } from '../../ports/index.js';
import { reason } from '../../texts/index.js';
import type { Around } from '../around.js';
import type { Properties } from './properties.js';

/** Why the amount is more than an emergency allows; as the cap was when it began. */
export function overCap(
  { cap, amount: name }: Properties,
  since: number,
  { organisation, at, value }: Around,
): Reason[] {
  const [key = '', jurisdiction = '', objectType] = cap.split(':');
  const found = threshold(
    organisation,
    { key, jurisdiction, ...(objectType === undefined ? {} : { objectType }) },
    since,
    at,
  );
  if (found.status === 'unset') return [found.reason];
  const read = fromWire(value(name));
  const amount = read.ok && isNumber(read.value) ? read.value : null;
  if (amount === null) return [reason('EMERGENCY_NO_AMOUNT', { name })];
  if (!isNumber(found.value) || compareNumbers(amount, found.value) <= 0) return [];
  return [reason('EMERGENCY_OVER_CAP', { a: formatValue(amount) ?? '', x: formatValue(found.value) ?? '' })];
}
