import type { FactKind, Fact, OrganisationChange, Principal } from '@quanheng/runtime/ports';

export const UNIT = 'U1';

/** People who do business, and the operators. */
export const CLERKS = ['p1', 'p2', 'p3', 'p4', 'p5', 'p6'] as const;
export const OPERATOR = 'op';

export function personOf(id: string, at: number): Principal {
  return { kind: 'person', person: id, account: `acc-${id}`, authenticatedAt: at };
}
export const SEED: Principal = { kind: 'system', name: 'seed' };

/** An office small enough to be set up in one command. */
export function officeChanges(from: number): readonly OrganisationChange[] {
  const put = <K extends FactKind>(
    kind: K,
    id: string,
    data: Extract<Fact, { kind: K }>['data'],
  ): OrganisationChange => ({
    change: 'put',
    fact: { kind, id, from, to: null, data } as Fact,
  });
  const post = (id: string, roles: readonly string[]): OrganisationChange =>
    put('post', id, { name: `岗位${id}`, department: 'office', roles });
  const person = (id: string, held: string): readonly OrganisationChange[] => [
    put('person', id, { name: `人员${id}` }),
    put('account', `acc-${id}`, { kind: 'person', person: id, login: id }),
    put('holding', `h-${id}`, { person: id, post: held, kind: 'formal', document: '任〔2026〕1号' }),
  ];
  return [
    put('department', 'office', { name: '办公室', parent: null }),
    post('clerk', ['staff']),
    post('operations', ['operator']),
    post('system', ['systemAdministrator']),
    post('security', ['securityAdministrator']),
    post('audit', ['auditor']),
    ...CLERKS.flatMap((id) => person(id, 'clerk')),
    ...person(OPERATOR, 'operations'),
    ...person('sys', 'system'),
    ...person('sec', 'security'),
    ...person('aud', 'audit'),
  ];
}
