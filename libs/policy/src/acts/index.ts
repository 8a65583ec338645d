import { addSigner } from './add-signer.js';
import { claim, release } from './claim.js';
import { comment } from './comment.js';
import { complete } from './complete.js';
import { acknowledge, copy } from './copy.js';
import { keepDraft } from './draft.js';
import { freezeInstance, unfreezeInstance } from './freeze.js';
import { decideCorrection, proposeCorrection } from './correct.js';
import { handOver } from './hand-over.js';
import { object } from './object.js';
import { recuse } from './recuse.js';
import { removeSigner } from './remove-signer.js';
import { retrieve } from './retrieve.js';
import { returnTo } from './return.js';
import { askTermination, cancel } from './terminate.js';
import { transfer } from './transfer.js';
import { urge } from './urge.js';
import { askSubstituteReview } from './substitute-review.js';
import { withdrawSignature } from './withdraw-signature.js';
import type { Act, ActKind } from './act.js';

export { askedOf, type Act, type ActKind } from './act.js';

/** Everything that people do in the matter itself. A new command kind has no meaning until it stands here. */
export const ACTS: { readonly [K in ActKind]: Act<K> } = {
  completeWork: complete,
  claimWork: claim,
  releaseWork: release,
  returnWork: returnTo,
  objectToPublicity: object,
  freezeInstance,
  unfreezeInstance,
  askSubstituteReview,
  copyInstance: copy,
  acknowledgeCopy: acknowledge,
  commentInstance: comment,
  urgeWork: urge,
  keepDraft,
  cancelInstance: cancel,
  askTermination,
  withdrawSignature,
  transferWork: transfer,
  recuseWork: recuse,
  addSigner,
  removeSigner,
  retrieveWork: retrieve,
  handOver,
  proposeCorrection,
  decideCorrection,
};

export function isActKind(kind: string): kind is ActKind {
  return Object.hasOwn(ACTS, kind);
}
