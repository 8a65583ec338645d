import type { Lint } from '../lint.js';
import { stepFindings } from '../steps.js';

/** Kinds of power whose package has a rule of its own. */
const OWN: ReadonlySet<string> = new Set(['appointment', 'constructionPayment', 'administrativeApproval']);

/** What the profile demands of the other kinds of power, judged in the same way. */
export const requiredStep: Lint = {
  rule: 'P01',
  code: 'P01-required-step',
  severity: 'error',
  needs: 'profile',
  forExecution: false,
  *check(context) {
    if (context.profile !== null && !OWN.has(context.profile.power.kind)) yield* stepFindings(context);
  },
};
