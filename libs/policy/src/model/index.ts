export * from './types.js';
export { readPolicy, type ReadPolicy } from './read.js';
export { policyOf } from './policy-of.js';
export { effectOfDuties } from './effects.js';
