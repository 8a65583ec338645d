export { carriedBinding, type CarriedBinding } from './bindings.js';
export { threshold, type Threshold, type ThresholdName } from './thresholds.js';
export { unitRule, type UnitRule } from './unit-rules.js';
