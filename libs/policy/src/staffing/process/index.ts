export { INITIATOR, type Candidate, type Staff } from './candidates.js';
export type { Origin } from './problem-draft.js';
export {
  indispensableIn,
  staffProcess,
  type Doer,
  type IndispensablePerson,
  type ProcessStaffing,
} from './staff-process.js';
export type { WorkStep } from './work-steps.js';
export { MatterOutlook, type DoneStep, type MatterUnderWay, type Outlook } from './completion-of.js';
export { Outlooks, type Standing } from './outlooks.js';
export { ruleOf, STAFFING_LOOKS, staffingFindings, staffingUnknown } from './findings.js';
export { staffOf } from './staff-of.js';
export { nobodyFor, type NobodyFor } from './at-start.js';
export { expectedSteps, type ExpectedStep } from './expected.js';
export { anonymousOrganisation, ANONYMOUS_MOMENT, peopled } from './anonymous-organisation.js';
