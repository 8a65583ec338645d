import type { HoldingData } from './organisation.js';

/** Who did what: all that constraints ask of the past of an instance. Kept in order of `seq`. */
export interface TrailRecord {
  /** Of the entry it belongs to. */
  readonly seq: number;
  readonly at: number;
  /** Node key of the activity; the process for acts on the instance. */
  readonly activity: string;
  /** Id of the element instance. */
  readonly element: number;
  /** `complete`, `claim`, `return`, `firstPen` ... */
  readonly act: string;
  readonly person: string;
  readonly account: string;
  /** Whom the person acted for. */
  readonly onBehalfOf?: string;
  /** Persons the act counts for besides: whoever passed the work on (转办) or asked for the opinion (加签). */
  readonly alsoFor?: readonly string[];
  /** To whom work was passed on, or who was asked for an opinion. */
  readonly to?: string;
  /** Of an opinion: on which act of a control. */
  readonly adviceOn?: string;
  /** The post and department that the person acted in. */
  readonly post?: string;
  readonly department?: string;
  /** How that post was held: 正式, 主持工作, 临时负责. */
  readonly holding?: HoldingData['kind'];
  /** Numbers of the documents that the act rests on where it was not done by a formal holder in person: of the holding, of the delegation. */
  readonly documents?: readonly string[];
  /** Names of the variables that were filled in. */
  readonly filled?: readonly string[];
  /** In what other capacity: for the chair of a meeting who is away (代理主持). */
  readonly as?: 'actingChair';
  /**
   * Where it was done, as the organisation was known at that moment, so that no later change of it makes another of what was done. Absent of acts that
   * handle work without doing it, and of those from before this was kept.
   */
  readonly place?: TrailPlace;
  /** Substitute reviews (替代控制) without which it would have been refused: ids of the facts, their resolutions, who reviewed. */
  readonly under?: readonly { readonly fact: string; readonly document: string; readonly reviewer: string }[];
  /** Of a sign-in to a meeting. */
  readonly attendance?: 'inPerson' | 'video';
  readonly outcome?: string;
  /** Digest of what the act was given on. */
  readonly digest?: string;
}

export interface TrailPlace {
  /** Those that the act counts for. */
  readonly departments: readonly string[];
  /** Persons who supervised them (分管领导), or `post:` and a vacant post of theirs. */
  readonly leaders: readonly string[];
  /** A department for which no leader was on record. */
  readonly unled?: string;
}
