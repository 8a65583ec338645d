export type * from './net.js';
export { awaitingByKey, conversationNetOf, conversationsOf } from './conversation.js';
export { writtenInstances } from './inner-instances.js';
export { netOf } from './net-of.js';
export { netText } from './text.js';
