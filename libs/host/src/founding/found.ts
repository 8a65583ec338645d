import { hash } from '@node-rs/argon2';
import { ADMINISTRATOR_ROLES, ROLES, type AdministratorRole } from '@quanheng/contracts';
import type { Fact, OrganisationChange } from '@quanheng/runtime';
import type { Host } from '../compose/compose.js';
import { ARGON2, drawPassword } from '../demonstration/accounts.js';
import { StartError } from '../compose/start-error.js';

/** What the first three are called until the system administrator enters who they are. */
const LOGINS: Readonly<Record<AdministratorRole, string>> = {
  systemAdministrator: 'system-admin',
  securityAdministrator: 'security-admin',
  auditor: 'auditor',
};
const DEPARTMENT = 'administration';

export interface Founder {
  readonly unit: string;
  /** Name of the department that the three administrators belong to. */
  readonly department: string;
  /** Number of the document that appoints them. */
  readonly document: string;
}

/**
 * Gives a unit its three administrators, each a person of their own, and nothing else: they enter everybody else. Their passwords have to be changed at the
 * first sign-in.
 * @returns initial passwords by login, known to nobody else
 * @throws StartError when the unit has an organisation already
 */
export async function foundUnit(host: Host, founder: Founder): Promise<ReadonlyMap<string, string>> {
  const { surroundings, storage, door } = host;
  const { unit } = founder;
  if ((await storage.queries.organisationVersion(unit)) > 0) {
    throw isThere(unit);
  }
  const passwords = new Map<string, string>();
  const hashes = new Map<string, string>();
  for (const login of Object.values(LOGINS)) {
    const password = drawPassword((bytes) => surroundings.random(bytes));
    passwords.set(login, password);
    hashes.set(login, await hash(password, ARGON2));
  }
  const changes = foundingChanges(founder, surroundings.now(), hashes);
  const principal = { kind: 'system', name: 'seed' } as const;
  // Of two who found it at the same time the second finds its key used: otherwise the passwords of the first would be replaced when they are shown.
  const answer = await door.execute({
    unit,
    principal,
    key: 'found',
    command: { kind: 'changeOrganisation', changes },
  });
  if (answer.status === 'rejected' && answer.code === 'key-reused') throw isThere(unit);
  if (answer.status !== 'accepted')
    throw new StartError(`The unit ${unit} could not be founded: ${JSON.stringify(answer)}`);
  return passwords;
}

function isThere(unit: string): StartError {
  return new StartError(`The unit ${unit} is there already: its administrators change it.`);
}

function foundingChanges(
  { department, document }: Founder,
  from: number,
  hashes: ReadonlyMap<string, string>,
): OrganisationChange[] {
  const put = (fact: Omit<Fact, 'from' | 'to'>): OrganisationChange => ({
    change: 'put',
    fact: { ...fact, from, to: null } as Fact,
  });
  return [
    put({ kind: 'department', id: DEPARTMENT, data: { name: department, parent: null } }),
    ...ADMINISTRATOR_ROLES.flatMap((role) => {
      const id = LOGINS[role];
      const name = ROLES[role].zh;
      return [
        put({ kind: 'post', id, data: { name, department: DEPARTMENT, roles: [role] } }),
        put({ kind: 'person', id, data: { name } }),
        put({ kind: 'account', id, data: { kind: 'person', person: id, login: id } }),
        put({ kind: 'holding', id, data: { person: id, post: id, kind: 'formal', document } }),
      ];
    }),
    ...[...hashes].map(([account, each]): OrganisationChange => ({
      change: 'credential',
      account,
      hash: each,
      mustChange: true,
    })),
  ];
}
