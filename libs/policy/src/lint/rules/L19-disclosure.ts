import { drawingsOf } from '../context.js';
import type { Lint } from '../lint.js';

export const disclosure: Lint = {
  rule: 'L19',
  code: 'L19-disclosure',
  severity: 'error',
  needs: 'profile',
  forExecution: false,
  *check(context) {
    if (context.profile?.power.disclosure !== null) return;
    const message =
      '没有公开事项和公开时限，也没有不公开的依据。请由职权目录管理岗位在职权配置（power.disclosure）中写明其一。';
    for (const { process } of drawingsOf(context)) yield { elementId: process.id, message };
  },
};
