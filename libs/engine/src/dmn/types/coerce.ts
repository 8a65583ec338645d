import type { FeelEnv } from '../../feel/api.js';
import { FeelDate, FeelDateTime } from '../../feel/temporal.js';
import { isList } from '../../feel/types.js';
import type { FeelValue } from '../../feel/values.js';
import type { DmnType } from './type.js';

/**
 * The value as a value of the type, by the implicit conversions of DMN 1.5 §10.3.2.9.4: a singleton list gives its
 * element, an element becomes a list of one, a date becomes the start of its day in UTC. `undefined` when it does not
 * conform even so: the caller reports it and goes on with null.
 */
export function coerce(value: FeelValue, type: DmnType, env: FeelEnv): FeelValue | undefined {
  if (type.conforms(value, env)) return value;
  if (type.isList) {
    if (isList(value)) return undefined;
    const list = [value];
    return type.conforms(list, env) ? list : undefined;
  }
  if (isList(value)) {
    const [only] = value;
    return value.length === 1 && only !== undefined && type.conforms(only, env) ? only : undefined;
  }
  if (!(value instanceof FeelDate)) return undefined;
  const moment = FeelDateTime.atUtcMidnight(value);
  return type.conforms(moment, env) ? moment : undefined;
}
