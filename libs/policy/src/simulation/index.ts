export { findItem, type FoundItem, type WantedItem } from './find-item.js';
export { checkPeople } from './people.js';
export { policedDoor, type PolicedWorldDoor } from './policed-door.js';
export { stepCommand, stepPrincipal, wired, type StepCommand } from './step-command.js';
