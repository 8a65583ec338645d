import type { AssignSpec } from '../model/index.js';
import type { InstanceView, OrganisationView } from '../ports/index.js';

/**
 * Keys under which a work item is offered. What says nothing is offered to everybody who does business in the unit; what nobody fits is
 * offered to nobody, and the operators see it.
 */
export function offersFor(
  assigns: readonly AssignSpec[],
  instance: InstanceView,
  organisation: OrganisationView,
  at: number,
): string[] {
  if (assigns.length === 0) return ['unit'];
  return [...new Set(assigns.flatMap((assign) => offersOf(assign, instance, organisation, at)))];
}

function offersOf(
  { post, department, role, body, of }: AssignSpec,
  instance: InstanceView,
  organisation: OrganisationView,
  at: number,
): string[] {
  if (post !== undefined) return [`post:${post}`];
  if (body !== undefined) return [`body:${body}`];
  if (role !== undefined) return [department === undefined ? `role:${role}` : `role:${role}@${department}`];
  if (department !== undefined) return [`department:${department}`];
  const initiator = /^person:(.*)$/.exec(instance.startedBy)?.[1];
  if (initiator === undefined) return [];
  if (of === 'initiator') return [`person:${initiator}`];
  if (of === 'initiator.leader') return leadersOf(initiator, organisation, at).map((leader) => `person:${leader}`);
  return [];
}

/** Who leads the departments that the person works in (分管领导); nobody leads himself. */
function leadersOf(person: string, organisation: OrganisationView, at: number): string[] {
  const departments = new Set(
    organisation
      .holdings(person, at)
      .flatMap(({ data }) => organisation.fact('post', data.post, at)?.data.department ?? []),
  );
  return organisation
    .facts('leaderLine', at)
    .filter(({ data }) => data.departments.some((department) => departments.has(department)))
    .flatMap(({ data }) => organisation.holdersOf(data.leader, at))
    .filter((leader) => leader !== person);
}
