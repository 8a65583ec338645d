import type { AssignSpec } from '../../model/index.js';
import { drawingsOf, type DrawnActivity, type LintContext } from '../context.js';
import type { Lint, LintFinding } from '../lint.js';
import { named } from '../words.js';

/** Work is given to a post, or to a role in a department: neither to a person, which the drawing cannot name, nor to whoever comes. */
export const addressee: Lint = {
  rule: 'L05',
  code: 'L05-addressee',
  severity: 'error',
  needs: 'nothing',
  forExecution: true,
  *check(context) {
    for (const { human } of drawingsOf(context)) {
      for (const activity of human) {
        const problems = problemsOf(activity, context);
        if (problems.length > 0) yield finding(activity, problems);
      }
    }
  },
};

function finding(activity: DrawnActivity, problems: readonly string[]): LintFinding {
  return { elementId: activity.key, message: `${named(activity)}${[...new Set(problems)].join('；')}。` };
}

function problemsOf({ assigns, control }: DrawnActivity, context: LintContext): string[] {
  const acts = control?.acts.filter((act) => act.assigns.length > 0) ?? [];
  const open = control !== null && control.acts.length > acts.length;
  const all = [...assigns, ...acts.flatMap((act) => act.assigns)];
  const nobody = assigns.length === 0 && (acts.length === 0 || open);
  const problems = nobody && context.profile !== null ? ['未指定由谁办理；请指定岗位，或部门加角色（qh:assign）'] : [];
  return [
    ...problems,
    ...all.flatMap((assign) => [
      ...shapeOf(assign),
      ...startersOf(assign),
      ...knownTo(assign, context),
      ...namedIn(assign, context),
    ]),
  ];
}

function startersOf({ startedBy }: AssignSpec): string[] {
  const wrong = startedBy?.split(/\s+/).filter((key) => !/^(post|department|role):\S+$/.test(key)) ?? [];
  return wrong.map(
    (key) => `按发起人确定办理人时写了“${key}”；请写 post:、department: 或 role: 开头的岗位、部门或角色`,
  );
}

function shapeOf({ post, role, department, body, of }: AssignSpec): string[] {
  if (post !== undefined || body !== undefined || of !== undefined) return [];
  if (role !== undefined && department === undefined) return [`只写了角色“${role}”；请同时写明部门（department）`];
  if (role === undefined && department !== undefined)
    return [`交给了整个部门“${department}”；请同时写明角色（role）或岗位（post）`];
  return role === undefined ? ['没有写明交给谁；请指定岗位（post）'] : [];
}

/** Everything that is named has to be there, and somebody has to hold the post. */
function knownTo({ post, department, body }: AssignSpec, { organisation }: LintContext): string[] {
  if (organisation === null) return [];
  const { view, at } = organisation;
  const problems: string[] = [];
  if (post !== undefined && !view.fact('post', post, at)) problems.push(`交给的岗位“${post}”不存在；请改为现有岗位`);
  else if (post !== undefined && view.holdersOf(post, at).length === 0) {
    problems.push(`交给的岗位“${post}”现无人任职；请先任职或改派`);
  }
  if (department !== undefined && !view.fact('department', department, at)) {
    problems.push(`交给的部门“${department}”不存在；请改为现有部门`);
  }
  if (body !== undefined && !view.fact('body', body, at))
    problems.push(`交给的议事机构“${body}”不存在；请改为现有机构`);
  return problems;
}

/** The person a matter names has to be data that somebody answers for. */
function namedIn({ of }: AssignSpec, { policy }: LintContext): string[] {
  const name = of?.replace(/\.leader$/, '') ?? 'initiator';
  if (name === 'initiator' || policy.protectedData.get(name)?.type === 'person') return [];
  return [
    `交给“${name}”，但没有声明这样的人员；请写 initiator，或用 qh:protected 声明类型为 person 的受保护数据“${name}”`,
  ];
}
