export { changedSince, registerEffect, type RegisterContext, type RegisterEffect } from './effect.js';
export { keepersOf } from './keepers.js';
export { changeLedger, ledgerAt, ledgerEntry, ledgerKey } from './ledger.js';
export { usedOfRecord } from './used.js';
export { ledgerKeysOf } from './named.js';
export { openHead, proposalKeys, proposalsOf, type ProposalBody, type ProposalHead } from './proposal.js';
