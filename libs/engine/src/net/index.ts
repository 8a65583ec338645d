export type * from './net.js';
export { awaitingByKey, conversationNetOf, conversationsOf } from './conversation.js';
export { writtenInstances } from './inner-instances.js';
export { netOf } from './net-of.js';
export { isCommand, settledNet } from './settled.js';
export { beginsStrand } from './structure.js';
export { netText } from './text.js';
