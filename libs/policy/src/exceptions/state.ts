/** 冻结: the matter stands still while something about it is verified. Nobody who works on it lifts that. */
export interface Freeze {
  /** Said by discipline inspection; or an emergency was not ratified in time. */
  readonly why: 'discipline' | 'unratified';
  readonly at: number;
  /** Who said so; null: the product, because a time was over. */
  readonly by: string | null;
  /** It ends by itself at this moment; null: when discipline inspection lifts it. */
  readonly until: number | null;
  /** An operator had suspended the instance before, and goes on doing so. */
  readonly wasSuspended: boolean;
}

/** 警示记录: something that had to be done was not. It stays, whatever is done later. */
export interface Alert {
  readonly code: 'NOT_RATIFIED';
  /** Node key of what it is about. */
  readonly activity: string;
  readonly at: number;
}

/** 替代复核: a substitute reviewer has looked at what one person is about to do, as the contents were. */
export interface SubstituteReview {
  /** Id of the fact. */
  readonly fact: string;
  readonly constraint: string;
  /** Of the meeting's resolution. */
  readonly document: string;
  readonly person: string;
  readonly activity: string;
  readonly reviewer: string;
  readonly digest: string;
  readonly at: number;
}

/** What lawful exceptions leave in the work of an instance. */
export interface Exceptions {
  readonly freezes: readonly Freeze[];
  readonly alerts: readonly Alert[];
  /** Reviews that count, by the work item they are about; absent: there never were any. */
  readonly reviews?: Readonly<Record<string, readonly SubstituteReview[]>>;
}

export const NO_EXCEPTIONS: Exceptions = { freezes: [], alerts: [] };
