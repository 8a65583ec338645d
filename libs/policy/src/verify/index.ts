export type { Budget } from './budget.js';
export { SOUNDNESS, soundnessOf, type Flaw, type FlawKind, type Soundness, type SoundnessAnswer } from './soundness.js';
export { conversationOf, conversationUnderReturns, type ConversationAnswer } from './conversation.js';
export { lateFinding, prove, UNPROVED, type Drawn, type Proof } from './judge.js';
export { oracleOf, type Oracle } from './oracle.js';
