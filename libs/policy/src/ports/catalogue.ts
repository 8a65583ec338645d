/** An article that a rule rests on, and how sure we are of it: `R` is a default to be confirmed, never law. */
export interface RuleBasis {
  readonly article: string;
  readonly mark: string | null;
}

/** One year of a calendar, as announced. Its id says which: `statutory:2026` (法定工作日), `unit:2026` (单位值班日). Dates are `2026-10-01`. */
export interface CalendarData {
  /** Nobody works; weekends among them may be named too. */
  readonly holidays: readonly string[];
  /** Saturdays and Sundays that are worked instead (调休). */
  readonly workdays: readonly string[];
  readonly document: string;
  /** Which proposal brought it; absent: the founding of the unit, or a time when one person kept it. */
  readonly proposal?: string;
}

/** Its id is `key:jurisdiction` or `key:jurisdiction:objectType`: `openTender:central:goods`. */
export interface ThresholdData {
  readonly name: string;
  /** An exact decimal, `2000000` or `0.5`. */
  readonly value: string;
  readonly unit: 'CNY' | 'percent' | 'days' | 'workingDays' | 'months' | 'count';
  readonly basis: readonly RuleBasis[];
  readonly proposal?: string;
}

/** Which power a process exercises (职权目录); its id is the process's. Never said by whoever designs processes. */
export interface ProcessBindingData {
  readonly power: string;
  readonly riskLevel: 'high' | 'medium' | 'low';
  readonly profile: string;
  readonly document: string;
  /** Absent: the entry `power` of the register of powers says it. */
  readonly powerItem?: {
    readonly name: string;
    readonly legalBasis: readonly RuleBasis[];
    /** A department (责任主体). */
    readonly responsibleSubject: string;
  };
  /** 条件, 岗位, 程序, 公开范围. */
  readonly descriptors: {
    readonly conditions: string;
    readonly posts: readonly string[];
    readonly procedure: string;
    readonly disclosure: string;
  };
  /** As it is shown, or an entry of its register. */
  readonly complaintChannel: string | { readonly channel: string };
  /** Category of 三重一大; absent: what the profile says. */
  readonly majorFour?: 'decision' | 'appointment' | 'project' | 'funds';
  /** What is disclosed, and how many working days after the end; either these or a ground for disclosing nothing. */
  readonly disclosureItems?: readonly (
    { readonly name: string; readonly dueWorkingDays: number } | { readonly item: string }
  )[];
  readonly nonDisclosureGround?: string;
}

/**
 * 替代控制: a unit too small to keep two duties apart has each act that they forbid reviewed by somebody from outside instead. Said by one owner of the
 * catalogue, and in force once another has confirmed it.
 */
export interface SubstituteReviewData {
  /** What it compensates: the number of a pair of duties, or the name of a separation as drawn. */
  readonly constraint: string;
  /** Ids of processes. */
  readonly processes: readonly string[];
  /** Of 核算中心, 代理记账 or another unit. */
  readonly reviewer: { readonly person: string } | { readonly post: string };
  /** Of the meeting that decided it; `digest` is the SHA-256 of the document. */
  readonly resolution: PaperData;
  /** To the discipline inspection of the superior. */
  readonly notice: PaperData;
  readonly proposedBy: string;
  /** null: nobody has yet, and it is not in force. */
  readonly confirmedBy: string | null;
}
export interface PaperData {
  readonly document: string;
  readonly digest: string;
}

/** What a unit decides for itself; its id is one of `UNIT_RULES`, which says what the value may be. */
export interface UnitRuleData {
  readonly value: unknown;
  readonly document: string;
  readonly basis: readonly RuleBasis[];
}
