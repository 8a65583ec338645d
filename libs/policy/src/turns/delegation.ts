import type { OrganisationIndex } from '../organisation/index.js';
import type { DelegationCommand, OrganisationChange } from '../ports/index.js';

export interface DelegationChange {
  /** Id of the fact. */
  readonly delegation: string;
  readonly change: OrganisationChange;
}

/**
 * What a delegation, or its end, changes in the organisation. The id is given out here, so that nobody names another's.
 * @param seq number of the entry that brings it
 */
export function delegationChange(
  command: DelegationCommand,
  person: string,
  view: OrganisationIndex,
  { at, seq }: { readonly at: number; readonly seq: number },
): DelegationChange {
  if (command.kind === 'endDelegation') {
    const { delegation } = command;
    const [first] = view.chain('delegation', delegation);
    // What has not begun never was.
    return {
      delegation,
      change: { change: 'end', kind: 'delegation', id: delegation, at: Math.max(at, first?.from ?? at) },
    };
  }
  const { to, until, processes, document } = command;
  const delegation = newIdIn(view, seq);
  const data = { from: person, to, processes, document };
  const fact = { kind: 'delegation', id: delegation, from: command.from ?? at, to: until, data } as const;
  return { delegation, change: { change: 'put', fact } };
}

/** Named after the entry that brings it; an administrator may have given that name away. */
function newIdIn(view: OrganisationIndex, seq: number): string {
  for (let n = 0; ; n++) {
    const id = n === 0 ? `own-${seq}` : `own-${seq}-${n}`;
    if (view.chain('delegation', id).length === 0) return id;
  }
}
