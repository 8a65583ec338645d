import { isLedger, type Ledger, type Register } from '@quanheng/contracts';
import { changeOrganisation } from '../organisation/change.js';
import { finding, type OrganisationFinding } from '../organisation/finding.js';
import type { OrganisationIndex } from '../organisation/view.js';
import type {
  LedgerEntry,
  OrganisationChange,
  OrganisationRows,
  Principal,
  RecordChange,
  RegisterChange,
} from '../ports/index.js';
import { asOrganisationChanges } from './facts.js';
import { changeLedger, ledgerKey } from './ledger.js';

/** What the changes of a proposal come to, should it be confirmed now. */
export type RegisterEffect =
  | {
      readonly status: 'changed';
      /** Entries of a ledger. */
      readonly records: readonly RecordChange[];
      /** A new version of the organisation; null: it stays as it is. */
      readonly organisation: {
        readonly version: number;
        readonly rows: OrganisationRows;
        readonly changes: readonly OrganisationChange[];
      } | null;
    }
  | { readonly status: 'rejected'; readonly findings: readonly OrganisationFinding[] };

export interface RegisterContext {
  readonly at: number;
  readonly principal: Principal;
  readonly proposal: string;
  readonly organisation: OrganisationIndex;
  /** What a ledger says of an entry now. */
  readonly entry: (ledger: Ledger, id: string) => LedgerEntry;
}

/** More than anybody reads; the rest shows when these are put right. */
const MAX_FINDINGS = 100;

/** Judged when it is proposed, and again when it is confirmed: all of it, or nothing. Pure. */
export function registerEffect(
  register: Register,
  changes: readonly RegisterChange[],
  context: RegisterContext,
): RegisterEffect {
  if (isLedger(register)) return ledgerEffect(register, changes, context);
  const { organisation, at, principal } = context;
  const asChanges = asOrganisationChanges(register, changes, context);
  const outcome = changeOrganisation(organisation, asChanges, { at, principal });
  if (outcome.status === 'rejected') return outcome;
  const { rows, view } = outcome;
  return { status: 'changed', records: [], organisation: { version: view.version, rows, changes: asChanges } };
}

function ledgerEffect(ledger: Ledger, changes: readonly RegisterChange[], context: RegisterContext): RegisterEffect {
  const findings: OrganisationFinding[] = [];
  const records: RecordChange[] = [];
  for (const change of changes) {
    const result = changeLedger(ledger, context.entry(ledger, change.id), change, context);
    if ('findings' in result) findings.push(...result.findings);
    else records.push({ ...ledgerKey(ledger, change.id), value: result.entry });
    if (findings.length >= MAX_FINDINGS) break;
  }
  if (findings.length > 0) return { status: 'rejected', findings: findings.slice(0, MAX_FINDINGS) };
  return { status: 'changed', records, organisation: null };
}

/** Entries that are no longer what they were when the change was proposed. */
export function changedSince(register: Register, ids: readonly string[]): readonly OrganisationFinding[] {
  return ids.slice(0, MAX_FINDINGS).map((id) => finding('entry-changed', `${register}:${id}`, { kind: register, id }));
}
