import type { Entry } from './entries.js';
import type { Facts } from './facts.js';

const OPERATORS = [
  ...['setVariables', 'suspendInstance', 'resumeInstance', 'releaseInstance', 'migrateInstance', 'reofferWork'],
  ...['resolveIncident', 'retryJob'],
];
const PARTS: Readonly<Record<string, string>> = {
  fireTimer: 'timer',
  deliverMessage: 'courier',
  deliverSignal: 'courier',
};
const WORKERS = ['completeJob', 'failJob', 'throwJobError'];
/** Done by whoever looks after the matter as well as by those in it. */
const EITHER = ['attachFile'];
const THREE = ['systemAdministrator', 'securityAdministrator', 'auditor'];

/** Whose each kind of command is: operators run the product and do no business by that, people in business do, the three administrators never. */
export function againstWho({ kind, principal, organisation, at }: Entry, facts: Facts): string | null {
  if (WORKERS.includes(kind)) return principal.kind === 'person' ? `${kind} by a person` : null;
  const part = PARTS[kind];
  if (part !== undefined)
    return principal.kind === 'system' && principal.id === part ? null : `${kind} by ${principal.id}`;
  if (principal.kind !== 'person')
    return kind === 'startInstance' || EITHER.includes(kind) ? null : `${kind} by ${principal.id}`;
  const person = facts.one('account', principal.account ?? '', organisation, at)?.data.person ?? '';
  const roles = facts.rolesOf(person, organisation, at);
  if (OPERATORS.includes(kind)) return roles.includes('operator') ? null : `${kind} by ${person}, who is no operator`;
  if (EITHER.includes(kind) || (kind === 'cancelInstance' && roles.includes('operator'))) return null;
  if (roles.some((role) => THREE.includes(role))) return `${kind} by ${person}, an administrator`;
  return facts.postsOf(person, organisation, at).length > 0 ? null : `${kind} by ${person}, who has no post`;
}
