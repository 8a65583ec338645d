import { policyOf } from '../model/index.js';
import type { InstanceView, Reason, Request } from '../ports/index.js';
import { reason } from '../texts/index.js';
import { leadsTo } from '../work/signed-papers.js';
import type { Work } from '../work/state.js';
import { madePayment } from './controlled-acts.js';
import type { Known } from './known.js';

/**
 * A paper that money has gone out on stays what it was; until then a newer version takes the signatures away. Where the drawing comes back to a step that
 * asks for it before they are given again, as with instalments, it is that of the next payment.
 */
export function againstReplacing({ command, instance }: Request<Work>, { effectOf }: Known): readonly Reason[] {
  if (command.kind !== 'attachFile' || command.evidence === undefined || instance === undefined) return [];
  const { evidence: name } = command;
  const signed = Object.entries(instance.work.ended ?? {}).flatMap(([control, { papers }]) =>
    papers?.includes(name) === true ? [control] : [],
  );
  if (signed.length === 0 || !madePayment(instance, effectOf) || isAskedAnew(name, signed, instance)) return [];
  return [reason('PAPER_SIGNED', { name })];
}

function isAskedAnew(name: string, signed: readonly string[], { definition, work }: InstanceView<Work>): boolean {
  const { activities } = policyOf(definition);
  return Object.values(work.items).some(
    ({ activity }) =>
      activities.get(activity)?.evidence.some((paper) => paper.name === name) === true &&
      signed.some((control) => leadsTo(definition.graph, activity, control)),
  );
}
