import type { GraphNode } from '@quanheng/engine';
import { controlsOf } from '../../controls/plan.js';
import { INITIATOR, type Staff } from './candidates.js';
import { nodesWithin, workStepsOf, type WorkStep } from './work-steps.js';

/** A meeting of a process, by the body that votes in it. */
export interface Vote {
  readonly activity: string;
  readonly name: string;
  /** Those who have a vote, as the body is now; null: there is no such body. */
  readonly members: readonly string[] | null;
}

/** What nobody can tell before there is a matter: whom data name, and who of a body comes and is free to vote. */
export interface Unjudged {
  readonly byData: readonly WorkStep[];
  readonly votes: readonly Vote[];
}

export function unjudgedIn(process: GraphNode, { model, organisation, at }: Staff): Unjudged {
  const byData = workStepsOf(process, model).filter(({ assigns }) =>
    assigns.some(({ of }) => of !== undefined && of.replace(/\.leader$/, '') !== INITIATOR),
  );
  const controls = controlsOf(model);
  const votes = nodesWithin(process).flatMap(({ key }): Vote[] => {
    const spec = controls.get(key)?.activity.control;
    if (spec?.kind !== 'collectiveDecision') return [];
    const id = spec.properties.find(({ name }) => name === 'body')?.value ?? '';
    const body = organisation.fact('body', id, at);
    const members = body?.data.members.filter(({ role }) => role !== 'secretary').map(({ person }) => person);
    return [{ activity: key, name: model.activities.get(key)?.name ?? key, members: members ?? null }];
  });
  return { byData, votes };
}
