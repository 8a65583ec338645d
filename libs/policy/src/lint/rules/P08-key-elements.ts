import type { Profile } from '../../profiles/index.js';
import { calledControls } from '../called.js';
import { drawingsOf, type DrawnActivity, type Drawing, type LintContext } from '../context.js';
import { standingIn } from '../emergencies.js';
import { listOf, restsOn, signingDemands, unsignedBy, type RestingOn, type SigningDemand } from '../key-elements.js';
import type { Lint, LintFinding } from '../lint.js';
import { named, wayOf } from '../words.js';

/** 关键要素 are said by the owner of the catalogue: whoever draws cannot leave one open, whatever the process is called. */
export const keyElements: Lint = {
  rule: 'P08',
  code: 'P08-key-elements',
  severity: 'error',
  needs: 'profile',
  forExecution: false,
  *check(context) {
    const { profile, policy } = context;
    if (profile === null) return;
    for (const drawing of drawingsOf(context)) {
      for (const act of drawing.acts) {
        if (act.effect === null) continue;
        const handler = 'handler' in act.node ? (act.node.handler ?? null) : null;
        const elements = restsOn({ ...act, effect: act.effect, handler }, profile, policy);
        yield* unprotected(act, elements);
        for (const demand of signingDemands(act.effect, profile, elements)) {
          yield* unsigned(act, demand, drawing, context);
        }
      }
    }
  },
};

function* unprotected(act: DrawnActivity, elements: readonly RestingOn[]): Iterable<LintFinding> {
  const open = elements.filter(({ data }) => data.length === 0).map(({ element }) => element);
  if (open.length === 0) return;
  const message = `${named(act)}依据的${listOf(open)}未声明为关键要素，签字后仍可修改。请在流程上声明（qh:protected），或只由已声明的关键要素传入（qh:input）。`;
  yield { elementId: act.key, message, basis: open.flatMap(({ basis }) => basis) };
}

/** Ways to the act on which a control of those that are asked for is passed, and none of them signs it all. */
function* unsigned(
  act: DrawnActivity,
  { elements, isOf, isAlone }: SigningDemand,
  drawing: Drawing,
  context: LintContext,
): Iterable<LintFinding> {
  const asked = [...drawing.controls(), ...calledControls(drawing, context)].filter(isOf);
  const signing = [...asked, ...standingIn(drawing, context)];
  const weak = signing.filter((each) => missingIn(each, elements).length > 0);
  const strong = signing.filter((each) => !weak.includes(each));
  const path = drawing.without(strong).pathTo(act.key);
  if (path === null) return;
  const alone = weak.filter((each) => {
    const others = weak.filter((other) => other !== each);
    return (
      drawing
        .without([...strong, ...others])
        .pathTo(act.key)
        ?.includes(each.key) === true
    );
  });
  const last = path.findLast((id) => weak.some(({ key }) => key === id));
  const blamed = alone.length > 0 ? alone : weak.filter(({ key }) => key === last);
  for (const control of blamed) {
    const missing = missingIn(control, elements);
    const message = `${named(control)}在${named(act)}之前办理，却不签署${listOf(missing)}。请把它列入签署内容（signs），或不写 signs 以签署全部关键要素。`;
    yield { elementId: control.key, message, basis: missing.flatMap(({ basis }) => basis) };
  }
  // Of higher risk the rule about ways without any control (L03) says it.
  if (blamed.length > 0 || !isAlone || context.profile?.riskLevel !== 'low') return;
  const bare = elements.map(({ element }) => element);
  const message = `${named(act)}依据的${listOf(bare)}可以不经任何环节签署即办理：${wayOf(path, drawing)}。请在每条路径上、办理之前设置签署它的监督制约环节。`;
  yield { elementId: act.key, message, path, basis: bare.flatMap(({ basis }) => basis) };
}

function missingIn({ control }: DrawnActivity, elements: readonly RestingOn[]): Profile['keyElements'] {
  return control === null ? [] : [...unsignedBy(control, elements)];
}
