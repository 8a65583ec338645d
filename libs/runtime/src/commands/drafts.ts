import { worded } from '@quanheng/policy';
import { accepted, refused } from '../door/answers.js';
import type { Batch } from '../door/batch.js';
import type { Answer, Command, Envelope, KeepStartDraft, ProcessDefinition } from '../ports/index.js';

/** Questions that look like commands: a draft is no act, leaves no entry, and is kept beside the chain by whoever was answered yes. */
const QUESTIONS: ReadonlySet<Command['kind']> = new Set(['keepDraft', 'keepStartDraft']);

/** May be asked, and not carried out. */
export function isQuestion({ kind }: Command): boolean {
  return QUESTIONS.has(kind);
}

/** Whether somebody who could start the process asks. */
export function mayKeepStartDraft(
  { parts, unit, organisation }: Batch,
  { command, principal }: Envelope<KeepStartDraft>,
  target: ProcessDefinition,
): Answer {
  const at = parts.surroundings.now();
  const reasons = worded(parts.policy.authorise({ command, principal, unit, at, organisation, target }));
  const nowhere = { stream: '', seq: 0, leaf: null, at };
  return reasons.length > 0 ? refused(null, reasons) : accepted(nowhere);
}
