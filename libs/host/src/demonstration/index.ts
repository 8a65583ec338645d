export { accountsTable, tourOf } from './accounts.js';
export { dated, foundingChanges, substituteChanges } from './changes.js';
export { seedDemonstration, type Seeded } from './seed.js';
export {
  DEMONSTRATION_UNIT,
  DEMONSTRATION_UNITS,
  demonstrationUnit,
  SMALL_UNIT,
  usualUnit,
  type DemonstrationUnit,
  type DemonstrationUnitId,
} from './unit.js';
