import type { Basis } from '../../model/index.js';
import { drawingsOf, type LintContext } from '../context.js';
import type { Lint } from '../lint.js';
import { named } from '../words.js';

/** Every rule says what it rests on and how sure we are of it; what is only remembered is confirmed by somebody before it is put into force. */
export const sourceLevel: Lint = {
  rule: 'L24',
  code: 'L24-source-level',
  severity: 'error',
  needs: 'profile',
  forExecution: true,
  *check(context) {
    const unsure = new Set(citedBy(context.profile));
    for (const drawing of drawingsOf(context)) {
      for (const activity of drawing.controls()) {
        const basis = [...activity.basis, ...(activity.control?.basis ?? [])];
        for (const article of remembered(basis)) unsure.add(article);
        if (basis.some(({ mark }) => mark !== null)) continue;
        const message = `${named(activity)}没有注明依据及其来源等级。请用 qh:basis article="…" mark="…" 注明。`;
        yield { elementId: activity.key, message };
      }
    }
    const [process] = context.model.processes;
    if (process === undefined) return;
    for (const { name, kind, basis } of context.policy.constraints) {
      for (const article of remembered(basis)) unsure.add(article);
      if (basis.some(({ mark }) => mark !== null)) continue;
      const message = `约束“${name ?? kind}”没有注明依据及其来源等级。请在其中用 qh:basis article="…" mark="…" 注明。`;
      yield { elementId: process.id, message };
    }
    if (unsure.size === 0) return;
    const message = `以下依据尚未核对原文，发布时须由业务人员逐项确认：${[...unsure].join('；')}。`;
    yield { elementId: process.id, severity: 'info', message, basis: [] };
  },
};

/** What the profile itself rests on. */
function citedBy(profile: LintContext['profile']): string[] {
  if (profile === null) return [];
  const { articles, steps, separations, exceptions, power } = profile;
  const of = [...steps, ...separations, ...exceptions].flatMap(({ basis }) => basis);
  const all = [...articles, ...of, ...(power.item?.legalBasis ?? []), ...(power.majorFour?.basis ?? [])];
  return all.filter(({ mark }) => mark === 'R').map(({ article }) => article);
}

function remembered(basis: readonly Basis[]): string[] {
  return basis.filter(({ mark }) => mark === 'R').map(({ article }) => article);
}
