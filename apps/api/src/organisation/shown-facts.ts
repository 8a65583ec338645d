import type { Fact } from '@quanheng/runtime/ports';
import { hasRole } from '../access/access.js';
import { personOf, type Caller } from '../access/caller.js';

const ADMINISTRATORS = ['systemAdministrator', 'securityAdministrator', 'auditor'] as const;

/** Who holds which post is no secret in an office; accounts, delegations and kinship are shown to whom they concern. */
export function isShownTo(caller: Caller, fact: Fact): boolean {
  if (hasRole(caller, ADMINISTRATORS)) return true;
  const person = personOf(caller);
  if (person === null) return false;
  switch (fact.kind) {
    case 'account':
      return fact.data.person === person;
    case 'delegation':
      return fact.data.from === person || fact.data.to === person;
    case 'relation':
      return fact.data.persons.includes(person);
    // Whole only to those who keep the register: `registers/access.ts`.
    case 'supplier':
      return false;
    default:
      return true;
  }
}
