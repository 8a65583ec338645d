export { registerReplay } from './register.js';
