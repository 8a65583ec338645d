export { Dice } from './dice.js';
export { NO_FAULTS, Faults, type CommitFault, type FaultRates } from './faults.js';
export { MemoryDatabase, MemoryStore, type MemoryDatabaseOptions } from './memory-store.js';
export { Host, Scheduler } from './scheduler.js';
export { changeSet } from './change-set.js';
