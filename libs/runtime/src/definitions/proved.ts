import type { RuntimeParts } from '../door/parts.js';
import type { OrganisationView, ProcessDefinition } from '../ports/index.js';

/**
 * Lets what takes long about a draft be found out in another thread, so that neither the transaction nor anybody else's command waits for it. What nobody
 * could tell in time is unknown.
 */
export async function provedOutside(
  draft: ProcessDefinition,
  view: OrganisationView,
  superseded: ProcessDefinition | undefined,
  { policy: { proofs }, prover, surroundings }: RuntimeParts,
): Promise<void> {
  if (proofs === undefined || prover === undefined || draft.source === undefined) return;
  const questions = proofs.asked(draft, view, surroundings.now(), superseded);
  if (questions.length > 0) proofs.answered(draft, questions, await prover.answer(draft.source, questions));
}
