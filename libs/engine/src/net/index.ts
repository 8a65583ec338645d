export type * from './net.js';
export { awaitingByKey, conversationNetOf, conversationsOf } from './conversation.js';
export { netOf } from './net-of.js';
export { netText } from './text.js';
