import type { OrganisationChange } from '../../ports/index.js';
import { attempt, DAY, NEW_YEAR, office, put } from './office.js';

export const LATER = NEW_YEAR + 100 * DAY;
export const LATEST = NEW_YEAR + 200 * DAY;
export const ARGON2 = `$argon2id$v=19$m=19456,t=2,p=1$${'a'.repeat(22)}$${'b'.repeat(43)}`;
export const TOKEN = `sha256:${'0'.repeat(64)}`;

/** Codes of the findings against the changes, with what each is about. */
export function faults(
  changes: readonly OrganisationChange[],
  context?: Parameters<typeof attempt>[2],
  view = office(),
): string[] {
  const result = attempt(view, changes, context);
  return result.status === 'changed' ? [] : result.findings.map(({ code, subject }) => `${code} ${subject}`);
}

export const department = (id: string, parent: string | null, from = NEW_YEAR): OrganisationChange =>
  put('department', id, { name: `部门${id}`, parent }, { from });
export const delegation = (
  id: string,
  from: string,
  to: string,
  span = { from: NEW_YEAR, to: LATER as number | null },
) => put('delegation', id, { from, to, processes: [], document: '委〔2026〕2号' }, span);
export const account = (id: string, login: string, of: string | null = 'bob', subject?: string): OrganisationChange =>
  put('account', id, {
    ...{ kind: of === null ? 'worker' : 'person', person: of, login },
    ...(subject === undefined ? {} : { subject }),
  });
export const credential = (id: string, hash = ARGON2): OrganisationChange => ({
  ...{ change: 'credential', account: id, hash, mustChange: true },
});
