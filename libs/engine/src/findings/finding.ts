/**
 * The one shape in which everything that judges a model speaks: parser, rules, compiler, decisions,
 * and later the verifier. Clients switch on `code`, never on the text of `message`.
 */
export interface Finding {
  /** Stable kebab-case code, e.g. `duplicate-id`. */
  readonly code: string;
  readonly severity: 'error' | 'warning' | 'info';
  /** The BPMN or DMN id of the element concerned; null when the whole document is meant. */
  readonly elementId: string | null;
  /** Line in the source, from 1. */
  readonly line?: number;
  /** Section of the specification the finding rests on, e.g. `BPMN 2.0.2 §10.5.3`. */
  readonly rule?: string;
  /** Article of law, where a control demands it. */
  readonly article?: string;
  /** What is wrong and what to do about it, in one or two sentences. */
  readonly message: string;
  readonly certainty?: 'confirmed' | 'possible';
  /** A scenario file that `quanheng simulate` runs to the fault. */
  readonly scenario?: unknown;
}

export function hasErrors(findings: readonly Finding[]): boolean {
  return findings.some((finding) => finding.severity === 'error');
}

/** Errors first, then warnings, then information; within one severity by line. The sort is stable. */
export function sortFindings(findings: readonly Finding[]): Finding[] {
  const rank = { error: 0, warning: 1, info: 2 } as const;
  return [...findings].sort((a, b) => rank[a.severity] - rank[b.severity] || (a.line ?? 0) - (b.line ?? 0));
}
