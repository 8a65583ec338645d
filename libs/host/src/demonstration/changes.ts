import { createHash } from 'node:crypto';
import type { Fact, OrganisationChange } from '@quanheng/runtime';
import type { DemonstrationSubstitute, DemonstrationUnit } from './unit.js';

const DAY = 86_400_000;
/** AB 角 and substitutes last a year at most. */
const TERM = 360 * DAY;

/**
 * The unit as one change: its facts, an account for everybody, and their passwords.
 * @param since milliseconds since the epoch, from which on it is all so
 * @param now delegations begin no earlier
 * @param hashes Argon2id hash of the password, by login
 */
export function foundingChanges(
  { facts, members }: DemonstrationUnit,
  {
    since,
    now,
    hashes,
  }: { readonly since: number; readonly now: number; readonly hashes: ReadonlyMap<string, string> },
): OrganisationChange[] {
  return [
    ...facts.map((change) => dated(change, since, now)),
    ...members.map(({ id }) =>
      put({ kind: 'account', id, from: since, to: null, data: { kind: 'person', person: id, login: id } }),
    ),
    ...[...hashes].map(([account, hash]): OrganisationChange => ({
      change: 'credential',
      account,
      hash,
      mustChange: false,
    })),
  ];
}

/** What a file says is so has been so since then; calendars are known before their year begins. */
export function dated(change: OrganisationChange, since: number, now: number): OrganisationChange {
  if (change.change !== 'put') return change;
  const { fact } = change;
  if (fact.kind === 'delegation') return put({ ...fact, from: now, to: now + TERM });
  if (fact.kind === 'calendar') return put({ ...fact, from: Date.UTC(Number(fact.id.slice(-4)) - 1, 10, 3, 16) });
  return put({ ...fact, from: since });
}

/** The substitute as one owner of the catalogue proposes it, and as another confirms it. */
export function substituteChanges(
  [id, said]: readonly [string, DemonstrationSubstitute],
  from: number,
): readonly [proposal: OrganisationChange, confirmation: OrganisationChange] {
  const { resolution, notice, confirmedBy, ...data } = said;
  const papers = { resolution: paper(resolution), notice: paper(notice) };
  const said1 = (by: string | null): OrganisationChange =>
    put({ kind: 'substituteReview', id, from, to: from + TERM, data: { ...data, ...papers, confirmedBy: by } });
  return [said1(null), said1(confirmedBy)];
}

function paper(document: string): { readonly document: string; readonly digest: string } {
  return { document, digest: createHash('sha256').update(document).digest('hex') };
}

function put(fact: Fact): OrganisationChange {
  return { change: 'put', fact };
}
