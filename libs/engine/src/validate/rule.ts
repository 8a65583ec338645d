import type { RuleContext } from './context.js';

/**
 * One constraint of the specification on the drawing. A rule has a file here, a valid and an invalid diagram, and a line in
 * `docs/rules.md`; a test holds the four together.
 */
export interface Rule {
  /** Stable kebab-case code of its findings; also the name of the file and of the folder with the diagrams. */
  readonly code: string;
  /** Section of the specification that demands it, e.g. `BPMN 2.0.2 §10.5.6`. */
  readonly section: string;
  readonly severity: RuleSeverity;
  /** Reports every violation in the document. Must not throw, whatever the model says. */
  check(context: RuleContext, report: Report): void;
}

/**
 * `errorIfExecutable` is for what the specification leaves open in a drawing and demands for execution (message references, texts of
 * timers and conditions ...): an error in a process with `isExecutable`, a warning in any other.
 */
export type RuleSeverity = 'error' | 'warning' | 'errorIfExecutable';

/** `elementId` is where the reader shall look; `message` names it, says what is wrong and what to do. */
export type Report = (elementId: string, message: string) => void;
