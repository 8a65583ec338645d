import { claim, release } from './claim.js';
import { complete } from './complete.js';
import { freezeInstance, unfreezeInstance } from './freeze.js';
import { object } from './object.js';
import { returnTo } from './return.js';
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
  withdrawSignature,
};

export function isActKind(kind: string): kind is ActKind {
  return Object.hasOwn(ACTS, kind);
}
