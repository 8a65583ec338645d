export { proofThreads, ProofThreads, type ProofThreadsSettings } from './proof-threads.js';
