export * from './ports/index.js';
export * from './organisation/index.js';
export * from './calendar/index.js';
export * from './catalogue/index.js';
export { plainPolicy, type PlainItem, type PlainWork } from './plain/plain-policy.js';
export { BadVariables, payloadOf } from './variables.js';
export * from './model/index.js';
export * from './texts/index.js';
