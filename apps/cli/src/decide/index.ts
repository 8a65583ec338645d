export { registerDecide } from './register.js';
