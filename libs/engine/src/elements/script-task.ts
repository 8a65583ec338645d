import type { Expression } from '../feel/api.js';
import { activity } from '../net/activities.js';
import type { ActivityModel } from '../parse/model.js';
import { storable } from '../step/data.js';
import { complete } from '../step/lifecycle.js';
import { worked } from './computed.js';
import type { Element } from './element.js';

interface ScriptSpec {
  readonly script: Expression | null;
  readonly resultVariable: string | null;
}

/** Evaluates a FEEL expression within the step; its value goes to `qh:resultVariable` (§10.3.3.7, §13.3.3). */
export const scriptTask: Element<ScriptSpec, ActivityModel> = {
  type: 'scriptTask',
  compile: (model, compiler) => ({
    script: model.script === undefined ? null : compiler.expression(model.script, 'the script'),
    resultVariable: model.resultVariable ?? null,
  }),
  activate(run, node, instance) {
    const { script, resultVariable } = node.spec;
    const value = script === null ? null : run.value(script, instance, `The script of ${node.id},`);
    const result = resultVariable === null ? null : new Map([[resultVariable, storable(value, resultVariable)]]);
    complete(run, node, instance, result);
  },
  computes: ({ spec, outputs }) => worked(spec.resultVariable, outputs),
  abstract: activity,
};
