export * from './problem.js';
export { readStaffingProblem, type StaffingReading } from './read.js';
export { solveStaffing, type StaffingAnswer } from './solve.js';
export { countedBudget, type StaffingBudget } from './effort.js';
export type { ProofStep, StaffingProof } from './proof.js';
export { readStaffingProof } from './read-proof.js';
export { checkStaffingProof, type ProofVerdict } from './proof-checker.js';
export { Completion, type CompletionAnswer } from './completion.js';
export { indispensable, type Indispensable, type Resilience } from './resilience.js';
