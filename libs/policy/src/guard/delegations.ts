import { unitRule } from '../catalogue/index.js';
import { resting, stepRule, type Rule } from '../constraints/index.js';
import { controlsOf } from '../controls/plan.js';
import type { ActPlan, PlannedControl } from '../controls/control.js';
import { policyOf, type AssignSpec } from '../model/index.js';
import type { Delegate, OrganisationView, ProcessDefinition, Reason, Request } from '../ports/index.js';
import { reason } from '../texts/index.js';

const DAY = 86_400_000;

/** Whoever is in business lets somebody else in business act for them, for a time (委托). Whether it can be used is asked again at each act. */
export function againstDelegating(request: Request): Reason[] {
  const { command, principal, organisation, at, delegated = [] } = request;
  if (command.kind !== 'delegate' || principal.kind !== 'person') return [];
  const { to, from, until, processes } = command;
  const { value: most } = unitRule(organisation, 'delegationDays', at);
  const name = organisation.fact('person', to, at)?.data.name ?? to;
  const crossed = processes.length === 0 ? [] : crossings(delegated, principal.person, to, request);
  return [
    ...(organisation.capacities(to, at).length === 0 || organisation.holdings(to, at).length === 0
      ? [reason('DELEGATE_NOT_IN_BUSINESS', { name })]
      : []),
    ...crossed.slice(0, 1).map(({ rule }) => resting(reason('DUAL_CROSS_DELEGATE'), rule)),
    ...(until - (from ?? at) > most * DAY ? [reason('DELEGATION_TOO_LONG', { n: most })] : []),
  ];
}

/** Whoever made it ends it, also when they are in business no more. */
export function againstEndingDelegation({ command, principal, organisation, at }: Request): Reason[] {
  if (command.kind !== 'endDelegation') return [];
  const person = principal.kind === 'person' ? principal.person : '';
  const isOwn = organisation
    .delegationsOf(person)
    .some(({ id, to, data }) => id === command.delegation && data.from === person && (to === null || to > at));
  return isOwn ? [] : [reason('DELEGATION_NOT_OWN')];
}

/** Names of processes in which the person holds one pen and the delegate works on the side of the other: there it can never be used. */
export function crossedPens(...asked: Parameters<typeof crossings>): string[] {
  return [...new Set(crossings(...asked).map(({ process }) => process))];
}

interface Crossing {
  readonly process: string;
  readonly rule: Rule;
}

function crossings(
  definitions: readonly ProcessDefinition[],
  person: string,
  to: Delegate['to'],
  { organisation, at }: Pick<Request, 'organisation' | 'at'>,
): Crossing[] {
  const own = new Set(organisation.capacities(person, at).flatMap(({ keys }) => keys));
  const departments = new Set(organisation.capacities(to, at).flatMap(({ department }) => department ?? []));
  const isCrossed = (plan: PlannedControl): boolean => {
    const pens = [...plan.acts.values()].filter(({ isPen }) => isPen);
    return pens.some(
      (pen) =>
        pen.assigns.some((assign) => isHeld(assign, own)) &&
        pens.some((other) => other !== pen && isOfOneOf(inEveryMatter(other), departments, organisation, at)),
    );
  };
  return definitions.flatMap((definition) => {
    const model = policyOf(definition);
    const crossed = [...controlsOf(model).values()].filter(isCrossed);
    return crossed.map(({ activity }) => ({ process: definition.name, rule: stepRule(model, activity.key) }));
  });
}

/** Who signs only in matters of certain people is told apart when it is signed. */
function inEveryMatter({ assigns }: Pick<ActPlan, 'assigns'>): readonly AssignSpec[] {
  return assigns.filter(({ startedBy }) => startedBy === undefined);
}

function isHeld({ post, role, department, body }: AssignSpec, keys: ReadonlySet<string>): boolean {
  if (post !== undefined) return keys.has(`post:${post}`);
  if (body !== undefined) return keys.has(`body:${body}`);
  if (role !== undefined) return keys.has(department === undefined ? `role:${role}` : `role:${role}@${department}`);
  return department !== undefined && keys.has(`department:${department}`);
}

/** Whether what is assigned so belongs to one of the departments. */
export function isOfOneOf(
  assigns: readonly AssignSpec[],
  departments: ReadonlySet<string | null>,
  organisation: OrganisationView,
  at: number,
): boolean {
  return assigns.some(({ department, post, role }) => {
    if (department !== undefined) return departments.has(department);
    const posts = organisation
      .facts('post', at)
      .filter(({ id, data }) => id === post || data.roles.includes(role ?? ''));
    return posts.some(({ data }) => departments.has(data.department));
  });
}
