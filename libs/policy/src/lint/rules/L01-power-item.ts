import { drawingsOf } from '../context.js';
import type { Lint } from '../lint.js';

/** A power that nobody gave, or that nobody answers for, is not exercised. */
export const powerItem: Lint = {
  rule: 'L01',
  code: 'L01-power-item',
  severity: 'error',
  needs: 'profile',
  forExecution: false,
  *check(context) {
    const item = context.profile?.power.item;
    const wrong: string[] = [];
    if (item === null) wrong.push('未对应职权事项');
    if (item?.status === 'suspended') wrong.push(`职权事项“${item.name}”已暂停`);
    if (item?.status === 'repealed') wrong.push(`职权事项“${item.name}”已取消`);
    if (item?.legalBasis.length === 0) wrong.push(`职权事项“${item.name}”没有授权依据`);
    if (item?.responsibleSubject === null) wrong.push(`职权事项“${item.name}”没有责任主体`);
    if (wrong.length === 0) return;
    const message = `${wrong.join('；')}。请由职权目录管理岗位在职权配置（power.item）中补全。`;
    for (const { process } of drawingsOf(context)) yield { elementId: process.id, message };
  },
};
