export { registerStaff } from './register.js';
