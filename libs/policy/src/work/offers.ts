import { policyOf, type AssignSpec } from '../model/index.js';
import type { InstanceView, OrganisationView } from '../ports/index.js';
import { valueOf } from './protected-data.js';

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

/** What a drawing names whatever the matter: null where that depends on the matter. */
export function drawnOffer({ post, department, role, body, of }: AssignSpec): string | null {
  if (post !== undefined) return `post:${post}`;
  if (body !== undefined) return `body:${body}`;
  if (of !== undefined) return null;
  if (role !== undefined) return department === undefined ? `role:${role}` : `role:${role}@${department}`;
  return department === undefined ? null : `department:${department}`;
}

function offersOf(assign: AssignSpec, instance: InstanceView, organisation: OrganisationView, at: number): string[] {
  const drawn = drawnOffer(assign);
  if (drawn !== null) return [drawn];
  const { of, role } = assign;
  const person = of === undefined ? undefined : personOf(of.replace(LEADER, ''), instance);
  if (person === undefined) return [];
  if (role !== undefined) return departmentsOf(person, organisation, at).map((id) => `role:${role}@${id}`);
  const persons = of?.endsWith('.leader') === true ? leadersOf(person, organisation, at) : [person];
  return persons.map((each) => `person:${each}`);
}
const LEADER = /\.leader$/;

/** Who started the matter, or whom protected data of the type `person` name. */
function personOf(name: string, instance: InstanceView): string | undefined {
  if (name === 'initiator') return /^person:(.*)$/.exec(instance.startedBy)?.[1];
  if (policyOf(instance.definition).protectedData.get(name)?.type !== 'person') return undefined;
  const value = valueOf(instance.flow, name);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** Who leads the departments that the person works in (分管领导); nobody leads himself. */
function leadersOf(person: string, organisation: OrganisationView, at: number): string[] {
  const departments = new Set(departmentsOf(person, organisation, at));
  return organisation
    .facts('leaderLine', at)
    .filter(({ data }) => data.departments.some((department) => departments.has(department)))
    .flatMap(({ data }) => organisation.holdersOf(data.leader, at))
    .filter((leader) => leader !== person);
}

/** Where the person holds posts. */
export function departmentsOf(person: string, organisation: OrganisationView, at: number): string[] {
  const posts = organisation.holdings(person, at).map(({ data }) => organisation.fact('post', data.post, at));
  return [...new Set(posts.flatMap((post) => post?.data.department ?? []))];
}
