import { drawingsOf } from '../context.js';
import type { Lint } from '../lint.js';

export const complaintChannel: Lint = {
  rule: 'L04',
  code: 'L04-complaint-channel',
  severity: 'error',
  needs: 'profile',
  forExecution: false,
  *check(context) {
    if (context.profile?.power.complaintChannel !== null) return;
    const message =
      '没有监督举报渠道。请由职权目录管理岗位在职权配置（power.complaintChannel）中写明电话、邮箱或地址。';
    for (const { process } of drawingsOf(context)) yield { elementId: process.id, message };
  },
};
