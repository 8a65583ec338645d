export { ATTEMPTS_REMEMBERED, choresOf, type Chore, type Tidied } from './chores.js';
export { Housekeeper, type HousekeeperParts } from './housekeeper.js';
