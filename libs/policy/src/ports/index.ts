export type * from './catalogue.js';
export * from './commands.js';
export type * from './handing.js';
export * from './organisation.js';
export * from './policy.js';
export * from './principal.js';
export * from './reason.js';
export * from './scope-records.js';
export * from './trail.js';
