import type { Reason, Request } from '../ports/index.js';
import { reason } from '../texts/index.js';
import type { Work } from '../work/state.js';
import { begunPayment } from './controlled-acts.js';
import type { Known } from './known.js';

/** A paper that money has gone out on stays what it was; until then a newer version takes the signatures away. */
export function againstReplacing({ command, instance }: Request<Work>, { effectOf }: Known): readonly Reason[] {
  if (command.kind !== 'attachFile' || command.evidence === undefined || instance === undefined) return [];
  const { evidence: name } = command;
  const isSigned = Object.values(instance.work.ended ?? {}).some(({ papers }) => papers?.includes(name) === true);
  return isSigned && begunPayment(instance, effectOf) !== undefined ? [reason('PAPER_SIGNED', { name })] : [];
}
