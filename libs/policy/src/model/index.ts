export { passesByItself } from './at-end.js';
export * from './types.js';
export { readPolicy, type ReadPolicy } from './read.js';
export { policyOf } from './policy-of.js';
export { subjectOf } from './subject.js';
export { dataTitle } from './data-title.js';
export { allPapersOf } from './evidence.js';
export { isSecret } from './secrecy.js';
export { effectOf, isJoint, NEEDS_TWO, type Effects } from './effects.js';
