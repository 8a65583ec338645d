export { carryOut, type Misfit, type Outcome, type Verdict } from './carry-out.js';
export { viewOf, type InstanceBefore } from './instance-before.js';
export { LockedRecords } from './locked-records.js';
export { delegationChange, type DelegationChange } from './delegation.js';
