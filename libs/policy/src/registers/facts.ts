import type { ReferenceRegister } from '@quanheng/contracts';
import type { Fact, OrganisationChange, RegisterChange } from '../ports/index.js';

/** The changes of a register that is kept among the facts, as changes of the organisation. */
export function asOrganisationChanges(
  register: ReferenceRegister,
  changes: readonly RegisterChange[],
  { at, proposal }: { readonly at: number; readonly proposal: string },
): readonly OrganisationChange[] {
  return changes.map((change): OrganisationChange => {
    if (change.change === 'end') return { change: 'end', kind: register, id: change.id, at: change.at ?? at };
    const { id, from, to, data } = change;
    return { change: 'put', fact: { kind: register, id, from: from ?? at, to, data: { ...data, proposal } } as Fact };
  });
}
