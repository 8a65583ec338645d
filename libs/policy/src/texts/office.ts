import type { BlockText } from './block-text.js';

/** An office at work: chairing in somebody's place, correcting a form, handing over (docs/exceptions.md). None of them is in the domain reference. */
export const OFFICE_TEXTS = {
  CHAIR_ABSENT: {
    zh: '主持人{name}未到会,且没有已到会的代理主持人,不能开会。请主持人到会,或由安全保密管理员按文件登记代理主持的成员并由其签到后再开会。',
    en: 'The chair {name} has not come, nor anybody who may chair instead, so the meeting cannot be opened. Let the chair come, or have the security administrator record, by its document, which member chairs, who then signs in.',
  },
  POST_VACANT: {
    zh: '“{post}”岗位目前空缺,本件留待该岗位办理。请分管领导{name}商组织(人事)部门按文件明确主持工作或临时负责的人员,登记任职后由其办理。',
    en: 'Nobody holds the post “{post}” at present, and the work waits for it. Let the supervising leader {name} and the personnel office have somebody preside or stand in by document, who then does it.',
    nobody: {
      zh: '“{post}”岗位目前空缺,也没有登记分管领导,本件留待该岗位办理。请联系组织(人事)部门按文件明确主持工作或临时负责的人员,登记任职后由其办理。',
      en: 'Nobody holds the post “{post}” at present, nobody is on record as leading it, and the work waits for it. Ask the personnel office to have somebody preside or stand in by document, who then does it.',
    },
  },
} as const satisfies Record<string, BlockText>;
