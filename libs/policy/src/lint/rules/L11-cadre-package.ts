import type { Lint } from '../lint.js';
import { stepFindings } from '../steps.js';

/** 干部选拔任用 (§2.b): archive, reports, opinion and clues before the conclusion, then decision, publicity and probation. */
export const cadrePackage: Lint = {
  rule: 'L11',
  code: 'L11-cadre-package',
  severity: 'error',
  needs: 'profile',
  forExecution: false,
  *check(context) {
    if (context.profile?.power.kind === 'appointment') yield* stepFindings(context);
  },
};
