export { findItem, type FoundItem, type WantedItem } from './find-item.js';
export { checkPeople } from './people.js';
export { policedDoor } from './policed-door.js';
export { stepCommand, stepPrincipal, type StepCommand } from './step-command.js';
