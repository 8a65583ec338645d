import type { ControlKind } from '../model/index.js';
import { check } from './check/check.js';
import { collectiveDecision } from './collective-decision/collective-decision.js';
import type { Control } from './control.js';
import { countersign } from './countersign/countersign.js';
import { dualSignature } from './dual-signature/dual-signature.js';
import { emergency } from './emergency/emergency.js';
import { filing } from './filing/filing.js';
import { publicity } from './publicity/publicity.js';
import { writtenOpinion } from './written-opinion/written-opinion.js';

/** Each kind of control by its name. */
export const CONTROLS: { readonly [K in ControlKind]: Control } = {
  check,
  dualSignature,
  countersign,
  collectiveDecision,
  publicity,
  filing,
  writtenOpinion,
  emergency,
};
