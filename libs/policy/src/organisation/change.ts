import { organisationChangesSchema } from '@quanheng/contracts';
import type { CredentialRow, OrganisationChange, OrganisationRows, Principal } from '../ports/index.js';
import { CHECKS } from './checks/index.js';
import { Draft } from './draft.js';
import { finding, type OrganisationFinding } from './finding.js';
import { nameOf } from './references.js';
import type { OrganisationIndex } from './view.js';

/** More than an administrator reads; the rest shows when these are put right. */
const MAX_FINDINGS = 100;

export interface ChangeContext {
  /** Moment of the command, milliseconds since the epoch. */
  readonly at: number;
  readonly principal: Principal;
}

export type ChangeResult =
  /** `view` is the organisation at the next version, which `rows` bring about. */
  | { readonly status: 'changed'; readonly rows: OrganisationRows; readonly view: OrganisationIndex }
  | { readonly status: 'rejected'; readonly findings: readonly [OrganisationFinding, ...OrganisationFinding[]] };

/**
 * Works out what changes of the organisation come to, all of them together: each sees those before it, and the rules are asked of the outcome, for
 * every moment from the first to the last. Pure.
 */
export function changeOrganisation(
  view: OrganisationIndex,
  changes: readonly OrganisationChange[],
  context: ChangeContext,
): ChangeResult {
  const malformed = malformedChanges(changes);
  if (malformed) return malformed;

  const draft = new Draft(view);
  const credentials = new Map<string, CredentialRow>();
  const misfits: OrganisationFinding[] = [];
  for (const change of changes) {
    if (change.change === 'credential') {
      const { account, hash, mustChange } = change;
      credentials.set(account, { account, hash, mustChange, changedAt: context.at });
    } else {
      const misfit = applyChange(draft, change);
      if (misfit) misfits.push(misfit);
    }
  }
  const rejected = rejection(misfits);
  if (rejected) return rejected;

  const rows = { ...draft.rows(), credentials: [...credentials.values()] };
  const after = view.after(rows);
  const endedByDocument = new Set(
    changes.flatMap((each) => (each.change === 'end' && each.document !== undefined ? [nameOf(each)] : [])),
  );
  const outcome = {
    ...{ before: view, after, touched: draft.touched(), credentials: rows.credentials, endedByDocument },
    ...context,
  };
  return rejection(CHECKS.flatMap((check) => [...check(outcome)])) ?? { status: 'changed', rows, view: after };
}

function malformedChanges(changes: readonly OrganisationChange[]): ChangeResult | undefined {
  const parsed = organisationChangesSchema.safeParse(changes);
  if (parsed.success) return undefined;
  return rejection(
    parsed.error.issues.map(({ path, message }) => {
      const place = ['changes', ...path].join('.');
      return finding('malformed', place, { path: place, problem: message });
    }),
  );
}

function applyChange(
  draft: Draft,
  change: Exclude<OrganisationChange, { change: 'credential' }>,
): OrganisationFinding | undefined {
  if (change.change === 'end') {
    const { kind, id, at } = change;
    return draft.end({ kind, id }, at) ? undefined : finding('unknown-thing', nameOf(change), { kind, id });
  }
  const { fact } = change;
  if (fact.to !== null && fact.to <= fact.from) {
    return finding('empty-validity', nameOf(fact), { kind: fact.kind, id: fact.id });
  }
  draft.put(fact);
  return undefined;
}

function rejection(findings: readonly OrganisationFinding[]): ChangeResult | undefined {
  const [first, ...others] = findings.slice(0, MAX_FINDINGS);
  return first && { status: 'rejected', findings: [first, ...others] };
}
