export { registerTest } from './register.js';
