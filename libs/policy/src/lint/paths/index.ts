export { begunAfter, begunFrom, comesTo } from './after.js';
export { leadingTo } from './before.js';
export { PASSED } from './flows.js';
export { controlFlowOf, type ControlFlow } from './graph.js';
export { isActivity, isEvent } from './nodes.js';
export { Runs, type Path } from './runs.js';
