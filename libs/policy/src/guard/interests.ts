import { dataAfter, limitsOf } from '../limits/index.js';
import { policyOf } from '../model/index.js';
import type { RegisterFactData, Unworded } from '../ports/index.js';
import { namedBy } from '../records/index.js';
import { ledgerAt } from '../registers/index.js';
import { reason } from '../texts/index.js';
import type { ActPlan } from '../controls/control.js';
import type { Acting } from './acting.js';
import type { OfItem } from './duties.js';

type Supplier = RegisterFactData<'supplier'>;

/** Who has an interest in the supplier that a matter is about, as the register says, does nothing in it; nor does anybody in their place. */
export function interestsOf(question: OfItem, acting: Acting): readonly Supplier[] {
  const { person, onBehalfOf, alsoFor = [] } = acting;
  const parties = [person, onBehalfOf, ...alsoFor];
  return suppliersIn(question).filter(({ relations }) => relations.some((each) => parties.includes(each.person)));
}

/** @param posts who can do it instead */
export function againstInterests(
  question: OfItem,
  acting: Acting,
  act: ActPlan | undefined,
  posts: () => string,
): readonly Unworded[] {
  if (leavesTheMeeting(question, act)) return NOTHING;
  return interestsOf(question, acting).map(({ name: x }) => ({
    code: 'RECUSE_REQUIRED',
    word: () => reason('RECUSE_REQUIRED', { x, posts: posts() }),
  }));
}

const NOTHING: readonly Unworded[] = [];

/** Members of a body say themselves that they recuse themselves. */
function leavesTheMeeting({ request: { command } }: OfItem, act: ActPlan | undefined): boolean {
  if (act?.answers.includes('recuse') !== true) return false;
  return command.kind === 'claimWork' || (command.kind === 'completeWork' && command.outcome === 'recuse');
}

const NO_SUPPLIERS: readonly Supplier[] = [];

/** That of the contract the matter names, and whom its data name where a limit asks about them; what the command writes included. */
function suppliersIn({ request, instance }: OfItem): readonly Supplier[] {
  const model = policyOf(instance.definition);
  const { organisation, at } = request;
  const ids = new Set<string>();
  for (const { supplier } of limitsOf(model).limits) {
    const said = supplier === null ? undefined : dataAfter(request, instance).get(supplier);
    if (typeof said === 'string') ids.add(said.trim());
  }
  const key = namedBy(request).after.get('contract');
  const contract = key === undefined ? undefined : ledgerAt(instance.records, 'contract', key.id, at);
  if (contract !== undefined) ids.add(contract.supplier);
  if (ids.size === 0) return NO_SUPPLIERS;
  return [...ids].flatMap((id) => organisation.fact('supplier', id, at)?.data ?? []);
}
