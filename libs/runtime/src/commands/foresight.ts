import { viewOf } from '@quanheng/policy';
import type { Batch } from '../door/batch.js';
import type { Answer, Envelope, Reason } from '../ports/index.js';

/** What the policy foresees of a command on an item, as its instance is before it. */
export function foreseen(batch: Batch, { command, principal }: Envelope): readonly Reason[] {
  const { policy } = batch.parts;
  if (policy.foresee === undefined || !('instance' in command) || !('item' in command)) return [];
  const snapshot = batch.snapshot(command.instance);
  if (snapshot === undefined || snapshot.status !== 'active') return [];
  const { unit, organisation } = batch;
  const at = batch.momentAfter(snapshot.chain);
  return policy.foresee({ command, principal, unit, at, organisation, instance: viewOf(snapshot, []) });
}

/** Told beside the answer to whoever may give the command, unless the policy told it already. */
export function withForeseen(answer: Answer, told: readonly Reason[]): Answer {
  if (answer.status !== 'accepted' || told.length === 0) return answer;
  const { warnings } = answer.result;
  const known = Array.isArray(warnings) ? (warnings as readonly Reason[]) : [];
  const more = told.filter(({ message }) => !known.some((each) => each.message === message));
  return { ...answer, result: { ...answer.result, warnings: [...known, ...more] } };
}
