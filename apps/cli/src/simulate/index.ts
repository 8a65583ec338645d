export { registerSimulate } from './register.js';
