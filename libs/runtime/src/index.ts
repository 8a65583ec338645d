export {
  activityHistory,
  activityStatistics,
  readActivityHistory,
  type ActivityHistory,
  type ActivityRecord,
  type ActivityStatistics,
} from './activity-history.js';
export * from './ports/index.js';
export { DefinitionCatalogue, type StoredPin } from './definitions/catalogue.js';
export { DeploymentPreparation, type DeploymentFinding, type PreparedDeployment } from './definitions/deployment.js';
export { startOwner } from './commands/definitions.js';
export { MessageCourier } from './courier/courier.js';
export { ChangeCollector } from './door/change-collector.js';
export { FULL_EVERY } from './door/chain.js';
export type { Fault, OrganisationSource, Prover, RuntimeParts } from './door/parts.js';
export { Runtime, type RuntimeOptions } from './door/runtime.js';
export { InstanceJobReader } from './job-reader.js';
export { formOf, formsOf } from './forms/deployed.js';
export type { FormFault } from './forms/faults.js';
export { componentsOf, type Component } from './forms/schema.js';
export { newId } from './ids.js';
export { NODE_HASHING, NODE_SURROUNDINGS } from './node-surroundings.js';
export { OrganisationCache, type FactSource } from './organisation-cache.js';
export { readLastVariables, type LastVariables } from './last-variables.js';
export { readOpinions, type GivenOpinion } from './opinions.js';
export { readSaid, type Said } from './said.js';
export { readWritten, type Written } from './written.js';
export { visibleVariables } from './visible-variables.js';
