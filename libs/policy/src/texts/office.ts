import type { BlockText } from './block-text.js';

/** An office at work: chairing in somebody's place, correcting a form, handing over (docs/exceptions.md). None of them is in the domain reference. */
export const OFFICE_TEXTS = {
  CHAIR_ABSENT: {
    zh: '主持人{name}未到会,且没有已到会的代理主持人,不能开会。请主持人到会,或由安全保密管理员按文件登记代理主持的成员并由其签到后再开会。',
    en: 'The chair {name} has not come, nor anybody who may chair instead, so the meeting cannot be opened. Let the chair come, or have the security administrator record, by its document, which member chairs, who then signs in.',
  },
} as const satisfies Record<string, BlockText>;
