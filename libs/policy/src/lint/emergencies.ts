import type { DrawnActivity, Drawing, LintContext } from './context.js';
import type { Group } from './paths/graph.js';

/** Controls that may stand in for what guards an effect: an emergency cannot wait, where the profile knows of such cases. */
export function standingIn(drawing: Drawing, { profile }: Pick<LintContext, 'profile'>): readonly DrawnActivity[] {
  return profile?.emergency == null ? [] : drawing.controls('emergency');
}

/** Whether one can go on behind the control, passed, to an end without these being begun. Joins are taken to have what they wait for. */
export function endsWithout({ flow }: Drawing, control: string, without: ReadonlySet<string>): boolean {
  const [entry, exit, end] = [flow.entry(control), flow.exit(control), flow.exit(flow.process.id)];
  if (entry === undefined || exit === undefined || end === undefined) return false;
  const failing = new Set(flow.points[entry]?.failing.map(nameOf));
  const behind = flow.points[exit]?.groups.filter((group) => !failing.has(nameOf(group))) ?? [];
  const seen = new Set(behind.flat().map(({ to }) => to));
  for (const at of seen) {
    const point = flow.points[at];
    if (point === undefined || (point.isEntry && without.has(point.node))) continue;
    for (const { to } of [...point.groups, ...point.passing].flat()) if (to >= 0) seen.add(to);
  }
  return seen.has(end);
}

function nameOf(group: Group): string {
  return group.map(({ to, flow }) => `${to} ${flow ?? ''}`).join(',');
}
