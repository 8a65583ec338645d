export { registerConflicts } from './register.js';
