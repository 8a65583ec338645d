import { ADMINISTRATOR_ROLES, isAdministratorRole, type AdministratorRole } from '@quanheng/contracts';
import { finding, listed, type OrganisationFinding } from '../finding.js';
import { nameOf } from '../references.js';
import { firstGapAmong, overlap, turningPoints, validAt, type Validity } from '../validity.js';
import type { FactOfKind, OrganisationIndex } from '../view.js';
import { touchedOf, type Check, type Outcome } from './check.js';
import { holdersTouched, holdingsUnder, postsHeldBy, type HeldPost } from './holdings.js';

type Post = FactOfKind<'post'>;

const roleOf = (post: Post): AdministratorRole | undefined => post.data.roles.find(isAdministratorRole);

/** A post of an administrator gives that role and no other, and leads no department. */
export function* administratorPostsStandAlone(outcome: Outcome): Generator<OrganisationFinding> {
  const { after } = outcome;
  const posts = new Set(touchedOf(outcome, 'post'));
  for (const id of touchedOf(outcome, 'leaderLine')) {
    for (const line of after.chain('leaderLine', id)) posts.add(line.data.leader);
  }
  for (const id of posts) {
    for (const post of after.chain('post', id)) {
      const role = roleOf(post);
      if (role === undefined || (post.data.roles.length === 1 && !leads(after, post))) continue;
      yield finding('administrator-post-mixed', nameOf(post), { id, role });
      break;
    }
  }
}

function leads(view: OrganisationIndex, post: Post): boolean {
  return view
    .usersOf(nameOf(post), 'leaderLine')
    .flatMap(({ id }) => view.chain('leaderLine', id))
    .some((line) => line.data.leader === post.id && overlap(line, post));
}

/** 三员分立: whoever is one of the three is none of the others and has no part in business: no post, no seat in a body, no delegation. */
export function* administratorsAreDistinct(outcome: Outcome): Generator<OrganisationFinding> {
  for (const person of concernedPersons(outcome)) yield* judgePerson(outcome.after, person);
}

/** Persons of whom the change can have made an administrator with something else beside. */
function concernedPersons(outcome: Outcome): ReadonlySet<string> {
  const { after } = outcome;
  // A post that was business and remains it makes nobody an administrator.
  const persons = holdersTouched(outcome, (post) => roleOf(post) !== undefined);
  for (const id of touchedOf(outcome, 'body')) {
    for (const { data } of after.chain('body', id)) for (const { person } of data.members) persons.add(person);
  }
  for (const id of touchedOf(outcome, 'delegation')) {
    for (const { data } of after.chain('delegation', id)) persons.add(data.from).add(data.to);
  }
  return persons;
}

/** Everything in which a person has a part, at whatever time. */
interface Parts {
  readonly person: string;
  readonly posts: readonly HeldPost[];
  readonly bodies: readonly FactOfKind<'body'>[];
  readonly delegations: readonly FactOfKind<'delegation'>[];
}

function* judgePerson(view: OrganisationIndex, person: string): Generator<OrganisationFinding> {
  const parts = partsOf(view, person);
  if (!parts.posts.some(({ post }) => roleOf(post))) return;
  const told = new Set<string>();
  const always = { from: -Infinity, to: null };
  for (const at of turningPoints(always, [...parts.posts, ...parts.bodies, ...parts.delegations])) {
    for (const fault of judgeMoment(parts, at)) {
      if (told.has(fault.code)) continue;
      told.add(fault.code);
      yield fault;
    }
  }
}

function partsOf(view: OrganisationIndex, person: string): Parts {
  const name = nameOf({ kind: 'person', id: person });
  const bodies = view.usersOf(name, 'body').flatMap(({ id }) => view.chain('body', id));
  const delegations = view.usersOf(name, 'delegation').flatMap(({ id }) => view.chain('delegation', id));
  return {
    person,
    posts: postsHeldBy(view, person),
    bodies: bodies.filter(({ data }) => data.members.some((member) => member.person === person)),
    delegations: delegations.filter(({ data }) => data.from === person || data.to === person),
  };
}

function* judgeMoment({ person, posts, bodies, delegations }: Parts, at: number): Generator<OrganisationFinding> {
  const subject = nameOf({ kind: 'person', id: person });
  const held = posts.filter((each) => validAt(each, at)).map(({ post }) => post);
  const roles = new Set(held.flatMap((post) => roleOf(post) ?? []));
  const [role] = roles;
  if (role === undefined) return;
  const names = (facts: readonly (Validity & { readonly id: string })[]): string =>
    listed(facts.filter((fact) => validAt(fact, at)).map(({ id }) => id));
  if (roles.size > 1) {
    yield finding('administrators-not-distinct', subject, { person, at, roles: [...roles].join(', ') });
  }
  const business = names(held.filter((post) => !roleOf(post)));
  if (business) yield finding('administrator-in-business', subject, { person, at, role, posts: business });
  const seats = names(bodies);
  if (seats) yield finding('administrator-in-body', subject, { person, at, role, bodies: seats });
  const mandates = names(delegations);
  if (mandates) yield finding('administrator-delegates', subject, { person, at, role, delegations: mandates });
}

/** Once there is an administrator of a kind for good, there always will be: otherwise nobody could put it right. */
export const administratorsRemain: Check = function* (outcome) {
  const { before, after, at } = outcome;
  if (!touchesAdministrators(outcome)) return;
  for (const role of ADMINISTRATOR_ROLES) {
    if (firstVacancy(before, role, at) !== null) continue;
    const gap = firstVacancy(after, role, at);
    if (gap !== null) yield finding('administrator-missing', `role:${role}`, { role, at: gap });
  }
};

function touchesAdministrators(outcome: Outcome): boolean {
  const posts = new Set(touchedOf(outcome, 'post'));
  for (const id of touchedOf(outcome, 'holding')) {
    for (const { data } of outcome.before.chain('holding', id)) posts.add(data.post);
  }
  return [...posts].some((id) => outcome.before.chain('post', id).some(roleOf));
}

/** The first moment from `at` on at which nobody holds a post that gives the role. */
function firstVacancy(view: OrganisationIndex, role: AdministratorRole, at: number): number | null {
  const posts = view
    .usersOf(`role:${role}`, 'post')
    .flatMap(({ id }) => view.chain('post', id))
    .filter((post) => post.data.roles.includes(role));
  const held = posts.flatMap((post) =>
    holdingsUnder(view, 'post', post.id)
      .filter((holding) => holding.data.post === post.id)
      .flatMap((holding) => overlap(holding, post) ?? []),
  );
  return firstGapAmong({ from: at, to: null }, held);
}
