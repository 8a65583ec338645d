import type { Fact, FactKind, FactRow, HoldingData, OrganisationChange, Principal } from '../../ports/index.js';
import { changeOrganisation, type ChangeResult } from '../change.js';
import { OrganisationIndex, type FactOfKind } from '../view.js';

/** 2026-01-01 in China, when the office of the tests was set up. */
export const NEW_YEAR = 1_767_196_800_000;
export const DAY = 86_400_000;

export const SEED: Principal = { kind: 'system', name: 'seed' };

type Data<K extends FactKind> = FactOfKind<K>['data'];
export interface Span {
  readonly from?: number;
  readonly to?: number | null;
}

export function put<K extends FactKind>(kind: K, id: string, data: Data<K>, span: Span = {}): OrganisationChange {
  return { change: 'put', fact: { kind, id, from: span.from ?? NEW_YEAR, to: span.to ?? null, data } as Fact };
}

export function end(kind: FactKind, id: string, at: number): OrganisationChange {
  return { change: 'end', kind, id, at };
}

/** `H-<person>-<post>` unless named otherwise. */
export function hold(
  person: string,
  post: string,
  span: Span & { readonly id?: string; readonly kind?: HoldingData['kind'] } = {},
): OrganisationChange {
  const data = { person, post, kind: span.kind ?? 'formal', document: '任〔2026〕1号' };
  return put('holding', span.id ?? `H-${person}-${post}`, data, span);
}

export const person = (id: string, span?: Span): OrganisationChange => put('person', id, { name: `人员${id}` }, span);

export function post(
  id: string,
  roles: readonly string[],
  span?: Span & { readonly seats?: number },
): OrganisationChange {
  const seats = span?.seats === undefined ? {} : { seats: span.seats };
  return put('post', id, { name: `岗位${id}`, department: 'OFFICE', roles, ...seats }, span);
}

/**
 * An office with a finance department below it, seven persons and the posts that a small process needs. `ada`, `sec` and `aud` are the three
 * administrators.
 */
export const OFFICE: readonly OrganisationChange[] = [
  put('department', 'OFFICE', { name: '办公室', parent: null }),
  put('department', 'FIN', { name: '财务处', parent: 'OFFICE' }),
  ...['ann', 'bob', 'cyn', 'dan', 'ada', 'sec', 'aud'].map((id) => person(id)),
  post('clerk', ['staff']),
  post('chief', ['staff', 'CHIEF'], { seats: 1 }),
  put('post', 'cashier', { name: '出纳', department: 'FIN', roles: ['staff', 'CASHIER'] }),
  post('sysadmin', ['systemAdministrator']),
  post('security', ['securityAdministrator']),
  post('audit', ['auditor']),
  ...[hold('ann', 'clerk'), hold('bob', 'cashier'), hold('cyn', 'chief')],
  ...[hold('ada', 'sysadmin'), hold('sec', 'security'), hold('aud', 'audit')],
  put('account', 'A-ann', { kind: 'person', person: 'ann', login: 'ann' }),
  put('body', 'COMMITTEE', { name: '党委会', members: [{ person: 'cyn', role: 'chair' }] }),
];

export function attempt(
  view: OrganisationIndex,
  changes: readonly OrganisationChange[],
  { at = NEW_YEAR, principal = SEED }: { readonly at?: number; readonly principal?: Principal } = {},
): ChangeResult {
  return changeOrganisation(view, changes, { at, principal });
}

/** The organisation after changes that must be accepted. */
export function changed(
  view: OrganisationIndex,
  changes: readonly OrganisationChange[],
  context?: Parameters<typeof attempt>[2],
): OrganisationIndex {
  const result = attempt(view, changes, context);
  if (result.status === 'changed') return result.view;
  throw new Error(result.findings.map(({ code, message }) => `${code}: ${message}`).join('\n'));
}

export const office = (): OrganisationIndex => changed(OrganisationIndex.empty('U1'), OFFICE);

/** A unit's table of facts as a store keeps it, changed by what commands write. */
export class FactTable {
  private readonly rows: FactRow[] = [];

  write(version: number, { facts, superseded }: Extract<ChangeResult, { status: 'changed' }>['rows']): void {
    for (const { kind, id, from } of superseded) {
      const at = this.rows.findIndex(
        ({ fact, until }) => until === null && fact.kind === kind && fact.id === id && fact.from === from,
      );
      const row = this.rows[at];
      if (!row) throw new Error(`no fact ${kind} ${id} from ${from} counts before version ${version}`);
      this.rows[at] = { ...row, until: version };
    }
    this.rows.push(...facts);
  }

  /** Like `Queries.facts`. */
  between(after: number, version: number): readonly FactRow[] {
    const within = (at: number | null): boolean => at !== null && at > after && at <= version;
    return this.rows.filter(({ since, until }) => within(since) || within(until));
  }
}
