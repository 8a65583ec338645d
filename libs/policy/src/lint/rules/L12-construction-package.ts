import type { Lint } from '../lint.js';
import { stepFindings } from '../steps.js';

/** 基建支付 (§2.c): measured, priced, audited, two pens, paid, booked. */
export const constructionPackage: Lint = {
  rule: 'L12',
  code: 'L12-construction-package',
  severity: 'error',
  needs: 'profile',
  forExecution: false,
  *check(context) {
    if (context.profile?.power.kind === 'constructionPayment') yield* stepFindings(context);
  },
};
