import { drawingsOf, type DrawnActivity, type Drawing } from '../context.js';
import type { Lint } from '../lint.js';
import { isEvent } from '../paths/index.js';
import { named } from '../words.js';

/** 时限: every piece of work has one, or says why it has none. */
export const timeLimit: Lint = {
  rule: 'L15',
  code: 'L15-time-limit',
  severity: 'error',
  needs: 'profile',
  forExecution: true,
  *check(context) {
    for (const drawing of drawingsOf(context)) {
      const timed = timedIn(drawing);
      for (const activity of drawing.human) {
        const { limit } = activity;
        if (timed.has(activity.key) || (limit !== null && limit.workingDays > 0) || hasReason(activity)) continue;
        const message = `${named(activity)}没有办理时限。请设置 qh:limit workingDays="…"；确实不限时的，写 workingDays="0" 并在其中写明理由（qh:property name="reason"）。`;
        yield { elementId: activity.key, message };
      }
    }
  },
};

function timedIn({ flow }: Drawing): ReadonlySet<string> {
  const timers = [...flow.nodes.values()].filter(
    (node) => isEvent(node) && node.definitions.some(({ kind }) => kind === 'timer'),
  );
  return new Set(timers.flatMap((node) => ('attachedToRef' in node ? (node.attachedToRef ?? []) : [])));
}

function hasReason({ node, limit }: DrawnActivity): boolean {
  if (limit === null) return false;
  const properties = node.extensions.filter(({ name }) => name === 'limit').flatMap(({ children }) => children);
  return properties.some(
    ({ attributes, text }) => attributes['name'] === 'reason' && (attributes['value'] ?? text ?? '').trim() !== '',
  );
}
