export { registerVerify } from './register.js';
