import type { WireValue } from '@quanheng/engine';

/**
 * 交接单: somebody hands the matter over to somebody else before a witness (移交、接任、监交). Each of the three gives the same command, and with the last
 * of them it counts.
 */
export interface HandOverMatter {
  readonly kind: 'handOver';
  readonly instance: string;
  /** Persons. */
  readonly from: string;
  readonly to: string;
  readonly witness: string;
  readonly document: string;
  /** 指定替代签字人: `to` signs for that post of `from` in this matter until then (milliseconds since the epoch). */
  readonly substitute?: Substitution;
  /** Why `from` cannot be reached: the personnel department then signs instead. */
  readonly absence?: string;
}
export interface Substitution {
  readonly post: string;
  readonly until: number;
}

/** 勘误: what was filled in wrongly in a step that is done is put right, once a second person agrees. */
export interface ProposeCorrection {
  readonly kind: 'proposeCorrection';
  readonly instance: string;
  /** Key of the activity. */
  readonly activity: string;
  readonly change: CorrectedValue | CorrectedPage;
  readonly reason: string;
}
export interface CorrectedValue {
  /** Name of the variable. */
  readonly name: string;
  readonly value: WireValue;
}
/** 更正页: beside the file that it corrects, which stays. */
export interface CorrectedPage {
  readonly file: string;
  /** Digest of the attached file that is the page. */
  readonly page: string;
}

/** The second person agrees, and it is done; or does not, and nothing is. */
export interface DecideCorrection {
  readonly kind: 'decideCorrection';
  readonly instance: string;
  readonly correction: number;
  readonly agree: boolean;
  readonly reason?: string;
}

export type OfficeCommand = HandOverMatter | ProposeCorrection | DecideCorrection;
