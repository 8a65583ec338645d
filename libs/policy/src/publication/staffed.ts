import type { Finding } from '@quanheng/engine';
import { policyOf } from '../model/index.js';
import { buildView } from '../organisation/index.js';
import type { Fact, FactKind, OrganisationView, ProcessDefinition, StaffedQuestion } from '../ports/index.js';
import type { Profile } from '../profiles/index.js';
import { countedBudget, type StaffingBudget } from '../staffing/index.js';
import { STAFFING_LOOKS, staffingFindings, staffingUnknown, staffOf } from '../staffing/process/index.js';
import type { Drawn } from '../verify/index.js';

/** Of all kinds of facts those that say who can do what. */
const STAFFING_KINDS: readonly FactKind[] = [
  ...(['person', 'department', 'post', 'holding', 'body', 'actingChair', 'leaderLine', 'relation'] as const),
  ...(['unitRule', 'substituteReview'] as const),
];

/** What the process is to be done by: the present organisation, and what governs it. */
export interface Staffing {
  readonly view: OrganisationView;
  readonly at: number;
  readonly profile: Profile | null;
}

/** The question for another thread. Its lists are those of the view. */
export function staffedQuestion({ process }: ProcessDefinition, { view, at, profile }: Staffing): StaffedQuestion {
  return {
    kind: 'staffed',
    process,
    unit: view.unit,
    at,
    facts: STAFFING_KINDS.map((kind) => view.facts(kind, at)),
    profile,
  };
}

/** Whether what was asked is what would be asked now: a view hands out the same list until something in it begins or ends. */
export function isAskedOf(question: StaffedQuestion, { view, at, profile }: Staffing): boolean {
  const isSame = STAFFING_KINDS.every((kind, index) => question.facts[index] === view.facts(kind, at));
  return isSame && question.unit === view.unit && JSON.stringify(question.profile) === JSON.stringify(profile);
}

/**
 * In the other thread.
 * @param until when it is given up, by the clock
 */
export function staffedOf(
  drawn: Drawn,
  { process, unit, at, facts, profile }: StaffedQuestion,
  clock: () => number,
  until: number,
): readonly Finding[] {
  const rows = facts.flat().map((fact: Fact) => ({ fact, since: 1, until: null }));
  const counted = countedBudget(STAFFING_LOOKS);
  const budget = { ...counted, now: () => (clock() < until ? counted.now() : Infinity) };
  const staffing = { view: buildView(unit, 1, rows), at, profile: profile as Profile | null };
  return staffedHere({ process, graph: drawn.definition, models: drawn.models }, staffing, 'told', budget);
}

type Judged = Pick<ProcessDefinition, 'process' | 'graph' | 'models'>;

/** Only looks are counted and no time, so that every server answers the same. */
export function staffedHere(
  { process, graph, models }: Judged,
  { profile, ...organisation }: Staffing,
  indispensable: 'told' | 'untold',
  budget: StaffingBudget = countedBudget(STAFFING_LOOKS),
): readonly Finding[] {
  const [node, model] = [graph.processes.get(process), models.get('')];
  if (node === undefined || model === undefined) return [];
  const staff = staffOf(process, policyOf({ models }), profile === null ? [] : [profile], organisation);
  return staffingFindings(node, model, staff, budget, indispensable);
}

/** What is told where the other thread did not answer. */
export function staffedLate({ process, graph, models }: Judged): readonly Finding[] {
  const [node, model] = [graph.processes.get(process), models.get('')];
  return node === undefined || model === undefined ? [] : [staffingUnknown(node, model, 'budget')];
}
