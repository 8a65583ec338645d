import { calledControls } from '../called.js';
import { drawingsOf, type Drawing } from '../context.js';
import type { Lint, LintFinding } from '../lint.js';
import type { Path } from '../paths/index.js';
import { named, wayOf } from '../words.js';

const NAMES = { high: '高', medium: '中', low: '低' } as const;

/**
 * Asked with every control taken out: whatever still comes to the end has met none, exceptions and time-outs included. A case may end refused; what
 * is done under the power is done only after one has been passed.
 */
export const pathWithoutControl: Lint = {
  rule: 'L03',
  code: 'L03-path-without-control',
  severity: 'error',
  needs: 'profile',
  forExecution: false,
  *check(context) {
    const risk = context.profile?.riskLevel ?? 'low';
    if (risk === 'low') return;
    for (const drawing of drawingsOf(context)) {
      const controls = [...drawing.controls(), ...calledControls(drawing, context)];
      const path = drawing.unanswered(controls).pathToEnd();
      if (path !== null) yield finding(drawing, path, '办结', risk);
      const runs = drawing.without(controls);
      for (const act of path === null ? drawing.acts : []) {
        const way = runs.pathTo(act.key);
        if (way !== null) yield finding(drawing, way, `到达${named(act)}`, risk);
      }
    }
  },
};

function finding(drawing: Drawing, path: Path, where: string, risk: keyof typeof NAMES): LintFinding {
  const message = `风险等级为“${NAMES[risk]}”，但有路径未通过任何监督制约环节即可${where}：${wayOf(path, drawing)}。请在该路径上设置监督制约环节（qh:control）。`;
  return { elementId: path.at(-1) ?? drawing.process.id, message, path };
}
