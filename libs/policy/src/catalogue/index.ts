export { carriedBinding, type CarriedBinding } from './bindings.js';
export { threshold, thresholdValues, type Threshold } from './thresholds.js';
export { unitRule, type UnitRule } from './unit-rules.js';
