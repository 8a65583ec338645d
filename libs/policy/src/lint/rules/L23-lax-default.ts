import type { NodeModel, SequenceFlowModel } from '@quanheng/engine';
import { conditionsOnMoney, containersOf } from '../conditions.js';
import { drawingsOf, type DrawnActivity, type Drawing } from '../context.js';
import type { Lint, LintFinding } from '../lint.js';
import { named } from '../words.js';

/** Where an amount decides and no condition holds (none was entered, a currency is missing), the way taken is the stricter one. */
export const laxDefault: Lint = {
  rule: 'L23',
  code: 'L23-lax-default',
  severity: 'error',
  needs: 'nothing',
  forExecution: false,
  *check(context) {
    const onMoney = conditionsOnMoney(context);
    if (onMoney.size === 0) return;
    const flows = new Map(
      [...containersOf(context)].flatMap(({ flows }) => flows.map((flow) => [flow.id, flow] as const)),
    );
    for (const drawing of drawingsOf(context)) {
      for (const node of drawing.flow.nodes.values()) {
        if (node.type !== 'exclusiveGateway' || node.outgoing.length < 2) continue;
        const decided = node.outgoing.flatMap((id) => (onMoney.has(id) ? (flows.get(id) ?? []) : []));
        if (decided.length > 0) yield* judge(node, decided, flows, drawing);
      }
    }
  },
};

function* judge(
  node: NodeModel,
  decided: readonly SequenceFlowModel[],
  flows: ReadonlyMap<string, SequenceFlowModel>,
  drawing: Drawing,
): Iterable<LintFinding> {
  const label = named({ key: node.id, name: node.name ?? node.id });
  const otherwise = 'default' in node ? flows.get(node.default) : undefined;
  if (otherwise === undefined) {
    const message = `网关${label}按金额分流，却没有默认流向。请设置默认流向，并使其走向更严格的一侧。`;
    yield { elementId: node.id, message };
    return;
  }
  if (drawing.flow.nodes.get(otherwise.targetRef)?.type === 'endEvent') return;
  for (const flow of decided) {
    const lax = drawing.controls().find((control) => {
      return isSure(drawing, flow.targetRef, control) && !isSure(drawing, otherwise.targetRef, control);
    });
    if (lax === undefined) continue;
    const message = `网关${label}的默认流向可以绕过${named(lax)}，而按金额判断的流向不能。金额缺失时会走默认流向，请使默认流向更严格。`;
    yield { elementId: node.id, message };
    return;
  }
}

/** Whether what comes after is done only once the control is passed: each act that is governed; where there is none, the end. */
function isSure(drawing: Drawing, from: string, control: DrawnActivity): boolean {
  const reachable = drawing.begunFrom(from);
  const acts = drawing.acts.filter(({ key }) => reachable.has(key));
  if (acts.length === 0) return drawing.without([control]).pathToEndFrom(from) === null;
  const begun = drawing.begunFrom(from, [control]);
  return acts.every(({ key }) => !begun.has(key));
}
