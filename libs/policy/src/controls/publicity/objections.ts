import { periodFrom, workingDaysOf, type Period } from '../../calendar/index.js';
import { unitRule } from '../../catalogue/index.js';
import { departmentsAbove } from '../../constraints/whereabouts.js';
import type { AssignSpec } from '../../model/index.js';
import type { OrganisationView } from '../../ports/index.js';
import type { Around, DoneActs } from '../control.js';

/** An objection, and the acts that answer it: `object:2`, then `answer:2` or, when that came to nothing in time, `superior:2`. */
export const OBJECT = 'object';
export const ANSWER = 'answer';
export const SUPERIOR = 'superior';

export interface Objection {
  readonly number: string;
  readonly at: number;
  readonly answered: string | undefined;
}

export function objectionsOf(done: DoneActs): Objection[] {
  return Object.entries(done).flatMap(([name, { at }]) => {
    const [kind, number] = name.split(':');
    if (kind !== OBJECT || number === undefined) return [];
    const answered = (done[`${ANSWER}:${number}`] ?? done[`${SUPERIOR}:${number}`])?.answer;
    return [{ number, at, answered }];
  });
}

/** How long those who answer have, by the unit's rule and the calendar of the moment of the objection. */
export function termOf({ at }: Pick<Objection, 'at'>, { organisation }: Around): Period {
  const { value: days } = unitRule(organisation, 'objectionDays', at);
  return periodFrom(workingDaysOf(organisation, 'statutory', at), at, { days, counting: 'workingDays' }).value;
}

/** Posts of the leaders above those who should have answered; none: nobody is on record, and it stays theirs. */
export function superiorsOf(assigns: readonly AssignSpec[], { organisation, at }: Around): string[] {
  const lines = organisation.facts('leaderLine', at);
  const above = (department: string): string[] => {
    for (const each of departmentsAbove(department, organisation, at)) {
      const leaders = lines.filter(({ data }) => data.departments.includes(each)).map(({ data }) => data.leader);
      if (leaders.length > 0) return leaders;
    }
    return [];
  };
  return [...new Set(departmentsOf(assigns, organisation, at).flatMap(above))];
}

function departmentsOf(assigns: readonly AssignSpec[], organisation: OrganisationView, at: number): string[] {
  return assigns.flatMap(({ post, department, role }) => {
    if (department !== undefined) return [department];
    const posts = organisation
      .facts('post', at)
      .filter(({ id, data }) => id === post || data.roles.includes(role ?? ''));
    return posts.map(({ data }) => data.department);
  });
}
