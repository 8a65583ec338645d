import { dated, foundingChanges, substituteChanges, type DemonstrationUnit } from '@quanheng/host';
import { changeOrganisation, OrganisationIndex, registerEffect } from '@quanheng/policy';
import type { OrganisationChange } from '@quanheng/runtime';

const SEED = { kind: 'system', name: 'seed' } as const;
/** Of a password that nobody has. */
const HASH = `$argon2id$v=19$m=19456,t=2,p=1$${'a'.repeat(22)}$${'b'.repeat(43)}`;

/** A unit of the demonstration as the seed of an installation makes it, without a database. */
export function foundedUnit(unit: DemonstrationUnit, at: number): OrganisationIndex {
  const since = at - 86_400_000;
  const hashes = new Map(unit.members.map(({ id }) => [id, HASH]));
  let view = changed(OrganisationIndex.empty(unit.id), foundingChanges(unit, { since, now: at, hashes }), at);
  for (const { register, changes: entries } of unit.registers) {
    const context = { at, principal: SEED, proposal: 'P', organisation: view, entry: () => ({ versions: [] }) };
    const effect = registerEffect(register, entries, context);
    if (effect.status === 'rejected') throw new Error(effect.findings.map(({ message }) => message).join('\n'));
    if (effect.organisation !== null) view = view.after(effect.organisation.rows);
  }
  const bindings = unit.bindings.map((change) => dated(change, since, at));
  view = changed(view, bindings, at);
  for (const substitute of unit.substitutes) {
    const [proposal, confirmation] = substituteChanges(substitute, at);
    view = changed(view, [proposal], at, substitute[1].proposedBy);
    view = changed(view, [confirmation], at, substitute[1].confirmedBy);
  }
  return view;
}

/** @throws with what is wrong with them */
export function changed(
  view: OrganisationIndex,
  changes: readonly OrganisationChange[],
  at: number,
  by?: string,
): OrganisationIndex {
  const person = { kind: 'person', person: by ?? '', account: by ?? '', authenticatedAt: at } as const;
  const result = changeOrganisation(view, changes, { at, principal: by === undefined ? SEED : person });
  if (result.status === 'rejected') throw new Error(result.findings.map(({ message }) => message).join('\n'));
  return result.view;
}
