import { REGISTER_LIMITS, type Ledger } from '@quanheng/contracts';
import { compareNumbers, isNumber, parseNumber } from '@quanheng/engine';
import { TOLERANCE } from '../organisation/checks/delegations.js';
import { until } from '../organisation/draft.js';
import { finding, type OrganisationFinding } from '../organisation/finding.js';
import { validAt } from '../organisation/validity.js';
import {
  recordName,
  type LedgerEntry,
  type LedgerVersion,
  type OrganisationView,
  type RegisterChange,
  type ScopeKey,
  type ScopeRecordRow,
} from '../ports/index.js';

/** The scope record that holds what a ledger says of one entry. No drawing can name a kind with a colon. */
export function ledgerKey(ledger: Ledger, id: string): ScopeKey {
  return { kind: `register:${ledger}`, id };
}

const NOTHING: LedgerEntry = { versions: [] };
const READ = new WeakMap<ScopeRecordRow, LedgerEntry>();

/** What a row says; nothing where there is none. */
export function ledgerEntry<L extends Ledger>(row: ScopeRecordRow | undefined): LedgerEntry<L> {
  let entry = row === undefined ? NOTHING : READ.get(row);
  if (row !== undefined && entry === undefined) READ.set(row, (entry = JSON.parse(row.value) as LedgerEntry));
  return entry as LedgerEntry<L>;
}

/** What a ledger says of an entry at a moment, of the rows that a command has locked. */
export function ledgerAt<L extends Ledger>(
  rows: readonly ScopeRecordRow[],
  ledger: L,
  id: string,
  at: number,
): LedgerVersion<L>['data'] | undefined {
  const name = recordName(ledgerKey(ledger, id));
  const row = rows.find((each) => recordName(each) === name);
  return ledgerEntry<L>(row).versions.find((version) => validAt(version, at))?.data;
}

export interface LedgerContext {
  readonly at: number;
  readonly organisation: Pick<OrganisationView, 'fact'>;
  readonly proposal: string;
}
export type LedgerResult = { readonly entry: LedgerEntry } | { readonly findings: readonly OrganisationFinding[] };

/** What a change makes of an entry; the rules are asked of all that it would then say. Pure. */
export function changeLedger(
  ledger: Ledger,
  before: LedgerEntry,
  change: RegisterChange,
  context: LedgerContext,
): LedgerResult {
  const subject = `${ledger}:${change.id}`;
  const named = { kind: ledger, id: change.id };
  if (change.change === 'end') {
    const at = change.at ?? context.at;
    if (before.versions.every(({ to }) => to !== null && to <= at)) {
      return { findings: [finding('unknown-thing', subject, named)] };
    }
    return judged({ versions: until(before.versions, at) }, before, subject, ledger, change.id, context, []);
  }
  const from = change.from ?? context.at;
  if (change.to !== null && change.to <= from) return { findings: [finding('empty-validity', subject, named)] };
  const version = { from, to: change.to, data: change.data, proposal: context.proposal } as LedgerVersion;
  const versions = [...until(before.versions, from), version];
  return judged({ versions }, before, subject, ledger, change.id, context, [
    ...against(ledger, version, change.id, context),
  ]);
}

function judged(
  entry: LedgerEntry,
  before: LedgerEntry,
  subject: string,
  kind: Ledger,
  id: string,
  { at }: LedgerContext,
  found: readonly OrganisationFinding[],
): LedgerResult {
  const findings = [...found];
  const now = at - TOLERANCE;
  if (isRewritten(before, entry, now)) findings.push(finding('rule-rewritten', subject, { kind, id, at: now }));
  const limit = REGISTER_LIMITS.versions;
  if (entry.versions.length > limit) findings.push(finding('entry-full', subject, { kind, id, limit }));
  return findings.length === 0 ? { entry } : { findings };
}

/** What was said of the time before now stays said; where nothing was, it may be told now. */
function isRewritten(before: LedgerEntry, after: LedgerEntry, now: number): boolean {
  const is = until(after.versions, now);
  return until(before.versions, now).some((version) => {
    const said = is.find((each) => validAt(each, version.from));
    return JSON.stringify(said) !== JSON.stringify(version);
  });
}

/** What a version needs, as long as it begins now or later; of the past what is now. */
function* against(
  kind: Ledger,
  { from, data }: LedgerVersion,
  id: string,
  { at, organisation }: LedgerContext,
): Generator<OrganisationFinding> {
  const subject = `${kind}:${id}`;
  const moment = Math.max(from, at);
  const needed =
    'supplier' in data
      ? ({ otherKind: 'supplier', other: data.supplier } as const)
      : ({ otherKind: 'department', other: data.department } as const);
  if (organisation.fact(needed.otherKind, needed.other, moment) === undefined) {
    yield finding('missing-reference', subject, { kind, id, at: moment, ...needed });
  }
  const [opening, sum] = 'supplier' in data ? [data.openingPaid, data.sum] : [data.openingSpent, data.granted];
  const [used, whole] = [parseNumber(opening), parseNumber(sum)];
  if (!isNumber(used) || !isNumber(whole) || compareNumbers(used, whole) > 0) {
    yield finding('opening-over', subject, { kind, id, opening, sum });
  }
}
