export type { BlockText } from './block-text.js';
export { BLOCK_TEXTS, reason, wordBlock, type BlockCode, type BlockParameters } from './reason.js';
