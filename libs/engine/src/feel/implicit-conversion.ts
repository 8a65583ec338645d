import { FeelDate, FeelDateTime } from './temporal.js';
import { isList } from './types.js';
import type { FeelValue } from './values.js';

/**
 * The value as one of a type, by the implicit conversions of DMN 1.5 §10.3.2.9.4: a singleton list gives its element,
 * an element becomes a list of one, a date becomes the start of its day in UTC. `undefined` when it does not conform
 * even so.
 * @param ofLists whether the values of the type are lists: decides between the two singleton conversions
 */
export function convertImplicitly(
  value: FeelValue,
  ofLists: boolean,
  conforms: (value: FeelValue) => boolean,
): FeelValue | undefined {
  if (conforms(value)) return value;
  if (ofLists) {
    if (isList(value)) return undefined;
    const list = [value];
    return conforms(list) ? list : undefined;
  }
  if (isList(value)) {
    const [only] = value;
    return value.length === 1 && only !== undefined && conforms(only) ? only : undefined;
  }
  if (!(value instanceof FeelDate)) return undefined;
  const moment = FeelDateTime.atUtcMidnight(value);
  return conforms(moment) ? moment : undefined;
}
