import type { ControlKind } from '../model/index.js';
import { check } from './check/check.js';
import type { Control } from './control.js';
import { countersign } from './countersign/countersign.js';
import { dualSignature } from './dual-signature/dual-signature.js';

/** Each kind of control by its name. A kind that is drawn and not here cannot be published. */
export const CONTROLS: { readonly [K in ControlKind]?: Control } = {
  check,
  dualSignature,
  countersign: countersign as Control,
};
