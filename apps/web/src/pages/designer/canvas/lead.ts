import type { Services, Shape } from './moddle.js';

/** How far below everything between them a flow runs that would lead through other elements. */
const BELOW = 40;

/** Draws a flow between two elements; where others stand in its way it goes round below them. */
export function lead(
  { modeling, elementRegistry }: Pick<Services, 'modeling' | 'elementRegistry'>,
  from: Shape,
  to: Shape,
): void {
  const flow = modeling.connect(from, to);
  const [start, end] = [middle(from), middle(to)];
  const between = elementRegistry.filter(
    (each) =>
      each !== from &&
      each !== to &&
      each.labelTarget === undefined &&
      each.parent === from.parent &&
      each.waypoints === undefined &&
      middle(each).x > Math.min(start.x, end.x) &&
      middle(each).x < Math.max(start.x, end.x) &&
      Math.abs(middle(each).y - start.y) < each.height,
  );
  if (between.length === 0 || Math.abs(start.y - end.y) > from.height) return;
  const level =
    Math.max(...[from, to, ...between].map((each) => (each.y ?? 0) + each.height)) + BELOW * (1 + lower(from));
  modeling.updateWaypoints(flow, [
    { x: start.x, y: (from.y ?? 0) + from.height },
    { x: start.x, y: level },
    { x: end.x, y: level },
    { x: end.x, y: (to.y ?? 0) + to.height },
  ]);
}

/** How many flows run below already: each gets a line of its own. */
function lower({ parent }: Shape): number {
  return (parent?.children ?? []).filter(({ waypoints = [] }) => {
    const [one, two, three] = waypoints;
    return waypoints.length === 4 && two !== undefined && two.y === three?.y && two.y > (one?.y ?? 0);
  }).length;
}

function middle({ x = 0, y = 0, width, height }: Shape): { x: number; y: number } {
  return { x: x + width / 2, y: y + height / 2 };
}
