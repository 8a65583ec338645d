import type { Lint } from '../lint.js';
import { powerItem } from './L01-power-item.js';
import { descriptors } from './L02-descriptors.js';
import { pathWithoutControl } from './L03-path-without-control.js';
import { complaintChannel } from './L04-complaint-channel.js';
import { addressee } from './L05-addressee.js';
import { phase } from './L06-phase.js';
import { moneyWithoutTwoPens } from './L07-money-without-two-pens.js';
import { pensAndPayer } from './L08-pens-and-payer.js';
import { majorDecision } from './L09-major-decision.js';
import { meeting } from './L10-meeting.js';
import { cadrePackage } from './L11-cadre-package.js';
import { constructionPackage } from './L12-construction-package.js';
import { approvalPackage } from './L13-approval-package.js';
import { publicity } from './L14-publicity.js';
import { timeLimit } from './L15-time-limit.js';
import { bypassByReturn } from './L16-bypass-by-return.js';
import { timeIsNoAnswer } from './L17-time-is-no-answer.js';
import { anyOneSign } from './L18-any-one-sign.js';
import { disclosure } from './L19-disclosure.js';
import { literalThreshold } from './L20-literal-threshold.js';
import { ownPublisher } from './L21-own-publisher.js';
import { evidenceAndArchive } from './L22-evidence-and-archive.js';
import { laxDefault } from './L23-lax-default.js';
import { sourceLevel } from './L24-source-level.js';
import { requiredStep } from './P01-required-step.js';
import { effectNotGoverned } from './P02-effect-not-governed.js';
import { incompatibleDuties } from './P03-incompatible-duties.js';
import { emergency } from './P04-emergency.js';
import { thresholdUnset } from './P05-threshold-unset.js';
import { kept } from './P06-kept.js';
import { signsTheCaller } from './P07-signs-the-caller.js';
import { keyElements } from './P08-key-elements.js';

/** Every rule about power, by its number; `docs/lints.md` has a line for each. */
export const LINTS: readonly Lint[] = [
  powerItem,
  descriptors,
  pathWithoutControl,
  complaintChannel,
  addressee,
  phase,
  moneyWithoutTwoPens,
  pensAndPayer,
  majorDecision,
  meeting,
  cadrePackage,
  constructionPackage,
  approvalPackage,
  publicity,
  timeLimit,
  bypassByReturn,
  timeIsNoAnswer,
  anyOneSign,
  disclosure,
  literalThreshold,
  ownPublisher,
  evidenceAndArchive,
  laxDefault,
  sourceLevel,
  requiredStep,
  effectNotGoverned,
  incompatibleDuties,
  emergency,
  thresholdUnset,
  kept,
  signsTheCaller,
  keyElements,
];
