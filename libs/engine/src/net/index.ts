export type * from './net.js';
export { netOf } from './net-of.js';
export { netText } from './text.js';
