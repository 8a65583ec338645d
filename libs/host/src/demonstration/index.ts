export { accountsTable } from './accounts.js';
export { DEMONSTRATION_UNIT } from './organisation.js';
export { seedDemonstration, type Seeded } from './seed.js';
