import { drawingsOf } from '../context.js';
import type { Lint } from '../lint.js';
import { wayOf } from '../words.js';

const NAMES = { high: '高', medium: '中', low: '低' } as const;

/** Asked with every control taken out: whatever still comes to the end has met none, exceptions and time-outs included. */
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
      const path = drawing.without(drawing.controls()).pathToEnd();
      if (path === null) continue;
      const message = `风险等级为“${NAMES[risk]}”，但有路径不经任何监督制约环节即可办结：${wayOf(path, drawing)}。请在该路径上设置监督制约环节（qh:control）。`;
      yield { elementId: path.at(-1) ?? drawing.process.id, message };
    }
  },
};
