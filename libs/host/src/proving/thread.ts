import { parentPort } from 'node:worker_threads';
import { answerProof, type ProofRequest } from '@quanheng/policy';

/** The thread in which proofs are looked for: a request comes in, its answers go out. What fails ends the thread, and its owner tells of it. */
parentPort?.on('message', (request: ProofRequest) => {
  void answerProof(request, () => performance.now()).then((answers) => parentPort?.postMessage(answers));
});
