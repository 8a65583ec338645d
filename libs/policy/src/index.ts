export * from './ports/index.js';
export * from './organisation/index.js';
export * from './calendar/index.js';
export * from './catalogue/index.js';
export { createPolicy, WORK, type PolicySettings } from './policy.js';
export * from './turns/index.js';
export * from './simulation/index.js';
export type { EndedControl, Item, OpenControl, Work } from './work/state.js';
export { wasShown } from './work/copies.js';
export { stepView, type StepView } from './work/step-view.js';
export { crossedPens } from './guard/delegations.js';
export { hasActed } from './guard/parts.js';
export { readersKey, readersOf, withReader, type Readers } from './inspection/index.js';
export { recordId, recordsOfMatter } from './records/keys.js';
export { drawnForRecheck, SUBSTITUTE_RECORD, type SubstituteUse } from './exceptions/substitutes.js';
export { CONTROLS } from './controls/registry.js';
export { meetingsOf, type MeetingView } from './controls/collective-decision/meeting-view.js';
export { planOf } from './controls/plan.js';
export { BadVariables, payloadOf } from './variables.js';
export * from './lint/index.js';
export * from './model/index.js';
export * from './profiles/index.js';
export * from './registers/index.js';
export * from './texts/index.js';
export * from './translation/index.js';
export * from './constraints/index.js';
export * from './staffing/index.js';
export {
  ANONYMOUS_MOMENT,
  anonymousOrganisation,
  peopled,
  staffingFindings,
  expectedSteps,
  type ExpectedStep,
  staffOf,
} from './staffing/process/index.js';
export { readDrawn, type DrawnPolicy } from './publication/drawn.js';
export { answerProof, type ProofRequest } from './publication/answer.js';
export { publicationFindings, type PublicationContext } from './publication/findings.js';
export * from './verify/index.js';
export * from './design/index.js';
