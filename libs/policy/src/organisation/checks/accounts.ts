import { finding, type OrganisationFinding } from '../finding.js';
import { nameOf, type IndexKey } from '../references.js';
import { overlap } from '../validity.js';
import type { FactOfKind, OrganisationIndex } from '../view.js';
import { touchedOf, type Outcome } from './check.js';

type Account = FactOfKind<'account'>;

/** A login, and a subject of an identity provider, belong to one account at a time. */
export function* loginsAreUnique(outcome: Outcome): Generator<OrganisationFinding> {
  const { after } = outcome;
  for (const id of touchedOf(outcome, 'account')) {
    for (const account of after.chain('account', id)) {
      const { login, subject } = account.data;
      const byLogin = rival(after, account, `login:${login}`, (other) => other.data.login === login);
      if (byLogin) yield finding('login-taken', nameOf(account), { login, other: byLogin });
      if (subject === undefined) continue;
      const bySubject = rival(after, account, `subject:${subject}`, (other) => other.data.subject === subject);
      if (bySubject) yield finding('subject-taken', nameOf(account), { subject, other: bySubject });
    }
  }
}

function rival(
  view: OrganisationIndex,
  account: Account,
  key: IndexKey,
  same: (other: Account) => boolean,
): string | undefined {
  return view
    .usersOf(key, 'account')
    .filter(({ id }) => id !== account.id)
    .find(({ id }) => view.chain('account', id).some((other) => same(other) && overlap(account, other)))?.id;
}

/** What was done with an account was done by its person, so it never becomes another's. */
export function* accountsStay(outcome: Outcome): Generator<OrganisationFinding> {
  for (const id of touchedOf(outcome, 'account')) {
    const [first, ...others] = [...outcome.before.chain('account', id), ...outcome.after.chain('account', id)];
    if (!first || others.every(({ data }) => data.person === first.data.person)) continue;
    yield finding('account-moved', nameOf(first), { id, owner: first.data.person ?? first.data.kind });
  }
}

export function* credentialsFit({ after, credentials, at }: Outcome): Generator<OrganisationFinding> {
  for (const { account: id, hash } of credentials) {
    const account = after.fact('account', id, at);
    const subject = nameOf({ kind: 'account', id });
    if (!account) yield finding('credential-without-account', subject, { id });
    else if (hash.startsWith('sha256:') !== (account.data.kind === 'worker')) {
      yield finding('credential-of-other-kind', subject, { id });
    }
  }
}
