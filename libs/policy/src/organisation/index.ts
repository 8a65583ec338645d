export { changeOrganisation, type ChangeContext, type ChangeResult } from './change.js';
export type { OrganisationFinding } from './finding.js';
export { buildView, OrganisationIndex } from './view.js';
export { dutyConflicts } from './checks/incompatible-duties.js';
