export type { BlockText } from './block-text.js';
export { inOrder } from './check-order.js';
export { formSaidBy, textsOfForm } from './form-texts.js';
export { inEnglish, type Texts } from './in-english.js';
export { titleInEnglish, titleOf, type Title } from './titles.js';
export { BLOCK_TEXTS, reason, wordBlock, type BlockCode, type BlockParameters } from './reason.js';
