import { FILED_BY, type FiledChange, type FiledEntry, type FiledOrganisation } from '../lint/index.js';
import { changeOrganisation, type OrganisationIndex } from '../organisation/index.js';
import type { OrganisationChange, Principal } from '../ports/index.js';

/** The organisation of a simulated world as time goes on: what its file says becomes known later, and what people delegate. */
export class PlayedOrganisation {
  private current: OrganisationIndex;
  private readonly later: FiledChange[];

  /** @param enter what its registers say, as it becomes known */
  constructor(
    { view, entries, later }: FiledOrganisation,
    private readonly enter: (entries: readonly FiledEntry[], view: OrganisationIndex, at: number) => void,
  ) {
    this.current = view;
    this.later = [...later];
    this.enter(entries, view, 0);
  }

  /** @throws Error when a later change of the file no longer fits what people have changed in between */
  asOf(at: number): OrganisationIndex {
    for (let next = this.later[0]; next !== undefined && next.at <= at; next = this.later[0]) {
      this.later.shift();
      const wrong = next.changes.length === 0 ? null : this.change(next.changes, { at: next.at, principal: FILED_BY });
      if (wrong !== null) throw new Error(`the later change of the organisation file cannot be made: ${wrong}`);
      this.enter(next.entries, this.current, next.at);
    }
    return this.current;
  }

  /** Why it cannot be; null: it is so from now on. */
  change(
    changes: readonly OrganisationChange[],
    context: { readonly at: number; readonly principal: Principal },
  ): string | null {
    const result = changeOrganisation(this.current, changes, context);
    if (result.status === 'rejected') return result.findings.map(({ message }) => message).join(' ');
    this.current = result.view;
    return null;
  }
}
