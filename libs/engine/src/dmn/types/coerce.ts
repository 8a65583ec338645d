import type { FeelEnv } from '../../feel/api.js';
import { convertImplicitly } from '../../feel/implicit-conversion.js';
import type { FeelValue } from '../../feel/values.js';
import type { DmnType } from './type.js';

/**
 * The value as a value of the type, by FEEL's implicit conversions. `undefined` when it does not conform even so: the
 * caller reports it and goes on with null.
 */
export function coerce(value: FeelValue, type: DmnType, env: FeelEnv): FeelValue | undefined {
  return convertImplicitly(value, type.isList, (candidate) => type.conforms(candidate, env));
}
