import type { CompiledDecision } from '../compile/links.js';
import { contextOf } from '../feel/context.js';
import { activity } from '../net/activities.js';
import type { ActivityModel } from '../parse/model.js';
import { storable } from '../step/data.js';
import { IncidentSignal } from '../step/incident-signal.js';
import { complete, openWork } from '../step/lifecycle.js';
import { worked } from './computed.js';
import type { Element } from './element.js';

interface DecisionSpec {
  readonly decision: CompiledDecision | null;
  readonly resultVariable: string | null;
}

/** Asks a DMN decision within the step (§10.3.3.4); without `qh:decision` it is a job like a service task. */
export const businessRuleTask: Element<DecisionSpec, ActivityModel> = {
  type: 'businessRuleTask',
  compile(model, compiler) {
    const decision = model.decision === undefined ? null : compiler.decision(model.decision);
    if (model.decision !== undefined && decision === null) {
      compiler.fault(
        'decision-missing',
        `${model.id} asks decision "${model.decision}", which was not found. Add its file or correct qh:decision.`,
      );
    }
    return { decision, resultVariable: model.resultVariable ?? decision?.name ?? null };
  },
  activate(run, node, instance) {
    const { decision, resultVariable } = node.spec;
    if (decision === null || resultVariable === null) {
      openWork(run, instance, 'job');
      return;
    }
    run.forgetProblem();
    const value = decision.evaluate(contextOf(run.scopeAt(instance).all()), run.feel());
    const problem = run.firstProblem();
    if (value === null && problem !== null) {
      throw new IncidentSignal('decision-failed', `Decision ${decision.name} gave no answer: ${problem.message}`);
    }
    complete(run, node, instance, new Map([[resultVariable, storable(value, resultVariable)]]));
  },
  isWork: ({ spec }) => spec.decision === null || spec.resultVariable === null,
  computes: ({ spec, outputs }) => (spec.decision === null ? [] : worked(spec.resultVariable, outputs)),
  abstract: activity,
};
