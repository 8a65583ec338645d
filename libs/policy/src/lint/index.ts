export type { LintContext, Publication } from './context.js';
export { citation, lint, type Lint, type LintFinding } from './lint.js';
export { keptIn } from './kept.js';
export { listOf, restsOn, signingDemands, unsignedBy, type RestingOn, type SigningDemand } from './key-elements.js';
export { LINTS } from './rules/index.js';
export { isStep } from './steps.js';
export { CONTROL_NAMES, effectName, MAJOR_FOUR_NAMES } from './words.js';
export { organisationFileJsonSchema } from './organisation-file/schema.js';
export {
  readOrganisation,
  FILE as FILED_BY,
  type FiledChange,
  type FiledEntry,
  type FiledOrganisation,
  type OrganisationReading,
} from './organisation-file/read.js';
