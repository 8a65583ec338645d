import { hasErrors, parseBpmn, sortFindings, validate, type Finding } from '@quanheng/engine';
import type { OrganisationView } from '../ports/index.js';
import { policyOf } from '../model/index.js';
import { countedBudget, type StaffingBudget } from '../staffing/index.js';
import { STAFFING_LOOKS, staffingFindings, staffOf } from '../staffing/process/index.js';
import { compiled, type DrawingRequest } from './judge-drawing.js';

/** Milliseconds after which it is no longer asked about one process, whatever a deployment would still look at. */
const MOST = 5_000;

/**
 * Whether there is anybody to do what is drawn, in the words of a deployment. Nothing of a drawing that cannot be run: `judgeDrawing` tells why.
 * @param organisation with its moment, mostly one without people (`peopled`)
 * @param clock milliseconds since some moment
 */
export async function judgeStaffing(
  request: Omit<DrawingRequest, 'budget' | 'effects'>,
  organisation: { readonly view: OrganisationView; readonly at: number },
  clock: () => number,
): Promise<readonly Finding[]> {
  const { model, findings } = await parseBpmn(request.text);
  if (model === undefined || hasErrors([...findings, ...validate(model)])) return [];
  const { drawn } = await compiled(model, request);
  if (drawn === undefined) return [];
  const policy = policyOf(drawn);
  const over = request.profile === null ? [] : [request.profile];
  return sortFindings(
    [...drawn.definition.processes.values()].flatMap((process) =>
      staffingFindings(process, model, staffOf(process.id, policy, over, organisation), budgetOf(clock)),
    ),
  );
}

/** That of a deployment, so that the same is said, and an end. */
function budgetOf(clock: () => number): StaffingBudget {
  const counted = countedBudget(STAFFING_LOOKS);
  const end = clock() + MOST;
  return { ...counted, now: () => (clock() < end ? counted.now() : Infinity) };
}
