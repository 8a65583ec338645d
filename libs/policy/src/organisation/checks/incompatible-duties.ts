import {
  basisText,
  DUTY_PAIRS,
  staticConflicts,
  staticConflictsOf,
  type StaticConflict,
} from '../../constraints/index.js';
import { finding, type OrganisationFinding } from '../finding.js';
import { nameOf } from '../references.js';
import { turningPoints } from '../validity.js';
import type { FactOfKind, OrganisationIndex } from '../view.js';
import type { Outcome } from './check.js';
import { holdersTouched, postsHeldBy } from './holdings.js';

/** The three administrators have a check of their own. */
const PAIRS = DUTY_PAIRS.filter(({ id, scope }) => scope === 'ROLE_STATIC' && id !== 'SOD-SYS-02');
const ALWAYS = { from: -Infinity, to: null };

/**
 * Nobody is given posts whose duties do not go together (pairs of scope `ROLE_STATIC`). What was so before the change is not told: whoever corrects one
 * thing need not correct all.
 */
export function* dutiesAreCompatible(outcome: Outcome): Generator<OrganisationFinding> {
  const { before, after } = outcome;
  for (const person of holdersTouched(outcome, givesDuties)) {
    const told = new Set<string>();
    for (const at of turningPoints(ALWAYS, postsHeldBy(after, person))) {
      const conflicts = staticConflictsOf(person, after, at, PAIRS);
      if (conflicts.length === 0) continue;
      const old = new Set(staticConflictsOf(person, before, at, PAIRS).map(({ pair }) => pair.id));
      for (const conflict of conflicts) {
        const { id } = conflict.pair;
        if (old.has(id) || told.has(id)) continue;
        told.add(id);
        yield wordOf(conflict, after, at);
      }
    }
  }
}

/** Everybody who holds such posts at that moment: what older organisations let through is looked for again, once a year. */
export function dutyConflicts(view: OrganisationIndex, at: number): readonly OrganisationFinding[] {
  return staticConflicts(view, at, PAIRS).map((conflict) => wordOf(conflict, view, at));
}

function givesDuties({ data }: FactOfKind<'post'>): boolean {
  return data.roles.some((role) => role.startsWith('duty:') || role === 'designer' || role === 'publisher');
}

function wordOf({ pair, person, a, b }: StaticConflict, view: OrganisationIndex, at: number): OrganisationFinding {
  const named = (posts: readonly string[]): string =>
    posts.map((id) => `${view.fact('post', id, at)?.data.name ?? ''}(${id})`).join(', ');
  return finding('duties-incompatible', nameOf({ kind: 'person', id: person }), {
    ...{ person, at, pair: pair.id, one: pair.a, other: pair.b },
    ...{ onePosts: named(a), otherPosts: named(b), basis: basisText(pair.basis) },
  });
}
