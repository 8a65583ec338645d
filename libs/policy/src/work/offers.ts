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
  const known = (name: string): string | undefined => personOf(name, instance);
  return offersTo(assigns, known, organisation, at);
}

/** The same before there is a matter, for whoever would start it. `isOpen`: some of it depends on what is filled in later. */
export function offersAtStart(
  assigns: readonly AssignSpec[],
  initiator: string,
  organisation: OrganisationView,
  at: number,
): { readonly offers: readonly string[]; readonly isOpen: boolean } {
  let isOpen = false;
  const known = (name: string): string | undefined => {
    if (name === INITIATOR) return initiator;
    isOpen = true;
    return undefined;
  };
  const offers = offersTo(assigns, known, organisation, at);
  return { offers, isOpen };
}

/** Which person a name of an assignment means. */
type Known = (name: string) => string | undefined;

function offersTo(assigns: readonly AssignSpec[], known: Known, organisation: OrganisationView, at: number): string[] {
  if (assigns.length === 0) return ['unit'];
  return [...new Set(assigns.flatMap((assign) => offersOf(assign, known, organisation, at)))];
}

/** What a drawing names whatever the matter: null where that depends on the matter. */
export function drawnOffer({ post, department, role, body, of }: AssignSpec): string | null {
  if (post !== undefined) return `post:${post}`;
  if (body !== undefined) return `body:${body}`;
  if (of !== undefined) return null;
  if (role !== undefined) return department === undefined ? `role:${role}` : `role:${role}@${department}`;
  return department === undefined ? null : `department:${department}`;
}

function offersOf(assign: AssignSpec, known: Known, organisation: OrganisationView, at: number): string[] {
  if (!isForStarter(assign, known(INITIATOR), organisation, at)) return [];
  const drawn = drawnOffer(assign);
  if (drawn !== null) return [drawn];
  const { of, role } = assign;
  const person = of === undefined ? undefined : known(of.replace(LEADER, ''));
  if (person === undefined) return [];
  if (role !== undefined) return departmentsOf(person, organisation, at).map((id) => `role:${role}@${id}`);
  const persons = of?.endsWith('.leader') === true ? leadersOf(person, organisation, at) : [person];
  return persons.map((each) => `person:${each}`);
}
/** Those of the assignments that hold in this matter, by who started it. */
export function assignsIn(
  assigns: readonly AssignSpec[],
  instance: InstanceView,
  organisation: OrganisationView,
  at: number,
): readonly AssignSpec[] {
  const starter = personOf(INITIATOR, instance);
  return assigns.filter((assign) => isForStarter(assign, starter, organisation, at));
}

/** Whether work is given so in matters of whoever started this one. */
function isForStarter(
  { startedBy }: AssignSpec,
  starter: string | undefined,
  organisation: OrganisationView,
  at: number,
): boolean {
  if (startedBy === undefined) return true;
  if (starter === undefined) return false;
  const keys = new Set(startedBy.split(/\s+/));
  return organisation.capacities(starter, at).some((capacity) => capacity.keys.some((key) => keys.has(key)));
}
const LEADER = /\.leader$/;
const INITIATOR = 'initiator';

/** Who started the matter, or whom protected data of the type `person` name. */
function personOf(name: string, instance: InstanceView): string | undefined {
  if (name === INITIATOR) return /^person:(.*)$/.exec(instance.startedBy)?.[1];
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
