export { registerOperate } from './register.js';
