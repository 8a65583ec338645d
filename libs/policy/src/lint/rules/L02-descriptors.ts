import { drawingsOf } from '../context.js';
import type { Lint } from '../lint.js';

const NAMES = { conditions: '条件', posts: '岗位', procedure: '程序', disclosure: '公开范围' } as const;

export const descriptors: Lint = {
  rule: 'L02',
  code: 'L02-descriptors',
  severity: 'error',
  needs: 'profile',
  forExecution: false,
  *check(context) {
    const said = context.profile?.power.descriptors;
    if (said === undefined) return;
    const missing = (Object.keys(NAMES) as (keyof typeof NAMES)[]).filter((name) => said[name] === null);
    if (missing.length === 0) return;
    const names = missing.map((name) => NAMES[name]).join('、');
    const message = `职权要素不全，缺少：${names}。请由职权目录管理岗位在职权配置（power.descriptors）中补全。`;
    for (const { process } of drawingsOf(context)) yield { elementId: process.id, message };
  },
};
