import { unitRule, drawnForRecheck, SUBSTITUTE_RECORD, type SubstituteUse } from '@quanheng/policy';
import { NODE_HASHING } from '@quanheng/runtime';
import type { OrganisationView } from '@quanheng/policy/ports';
import type { Parts } from '../parts.js';

/** What was done under a substitute review, and which of it is looked at again. */
export async function rechecksOf(
  { queries }: Pick<Parts, 'queries'>,
  organisation: Pick<OrganisationView, 'fact' | 'unit'>,
  substitute: string,
  at: number,
) {
  const row = await queries.record(organisation.unit, SUBSTITUTE_RECORD, substitute);
  const uses = row === null ? [] : (JSON.parse(row.value) as { readonly uses: readonly SubstituteUse[] }).uses;
  const { value: percent } = unitRule(organisation, 'recheckPercent', at);
  const drawn = drawnForRecheck(substitute, uses, percent, (text) => NODE_HASHING.text(text));
  return { done: uses.length, drawn: [...drawn] };
}
