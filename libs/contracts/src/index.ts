export * from './organisation.js';
export * from './organisation-findings.js';
export * from './organisation-roles.js';
