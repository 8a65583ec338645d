import type { BlockText } from './block-text.js';

/** An office at work: chairing in somebody's place, correcting a form, handing over (docs/exceptions.md). None of them is in the domain reference. */
export const OFFICE_TEXTS = {
  CHAIR_ABSENT: {
    zh: '主持人{name}未到会，且没有已到会的代理主持人，不能开会。请主持人到会，或由安全保密管理员按文件登记代理主持的成员并由其签到后再开会。',
    en: 'The chair {name} has not come, nor anybody who may chair instead, so the meeting cannot be opened. Let the chair come, or have the security administrator record, by its document, which member chairs, who then signs in.',
  },
  /** Refuses nothing: said with what was accepted. */
  PERIOD_IN_VACATION: {
    zh: '公示期至{date}止，其中{n}个工作日(自{from}起)单位放假，知情人可能看不到公示。建议放假前后另行告知，或待开学(上班)后再发布。',
    en: 'The publicity lasts until {date}, and on {n} of its working days, from {from} on, the unit is closed: those concerned may not see it. Tell them otherwise as well, or publish when the unit is back.',
  },
  POST_VACANT: {
    zh: '“{post}”岗位目前空缺，本件留待该岗位办理。请分管领导{name}商组织(人事)部门按文件明确主持工作或临时负责的人员，登记任职后由其办理。',
    en: 'Nobody holds the post “{post}” at present, and the work waits for it. Let the supervising leader {name} and the personnel office have somebody preside or stand in by document, who then does it.',
    nobody: {
      zh: '“{post}”岗位目前空缺，也没有登记分管领导，本件留待该岗位办理。请联系组织(人事)部门按文件明确主持工作或临时负责的人员，登记任职后由其办理。',
      en: 'Nobody holds the post “{post}” at present, nobody is on record as leading it, and the work waits for it. Ask the personnel office to have somebody preside or stand in by document, who then does it.',
    },
  },
  CORRECTION_SELF: {
    zh: '勘误须由提出人以外的人员确认，代办也不例外，可由{posts}办理。',
    en: 'A correction is confirmed by somebody else than who proposed it, also where one stands in for the other. It can be done by {posts}.',
    nobody: {
      zh: '勘误须由提出人以外的人员确认，代办也不例外；目前无人符合条件，请联系组织(人事)部门安排。',
      en: 'A correction is confirmed by somebody else than who proposed it, also where one stands in for the other. Nobody fits at present: ask the personnel office.',
    },
  },
  CORRECTION_NOT_THEIRS: {
    zh: '勘误由可以办理该环节的人员或其分管领导提出和确认，请由{posts}办理。',
    en: 'A correction is proposed and confirmed by those who may do the step, or by who leads them: leave it to {posts}.',
    nobody: {
      zh: '勘误由可以办理该环节的人员或其分管领导提出和确认；目前无人符合条件，请联系组织(人事)部门安排。',
      en: 'A correction is proposed and confirmed by those who may do the step, or by who leads them. Nobody fits at present: ask the personnel office.',
    },
  },
  CORRECTION_DECISIVE: {
    zh: '流程的走向取决于“{field}”，不能勘误。请退回“{step}”重新填写。',
    en: 'The way of the matter depends on “{field}”, so it is not corrected. Return to “{step}” and fill it in anew.',
  },
  HAND_OVER_PERSONS: {
    zh: '移交、接任、监交须为三名不同人员，接任人和监交人须在岗({list})。请改正后重新办理。',
    en: 'Who hands over, who takes over and who witnesses it are three persons, the latter two with posts ({list}). Name others.',
  },
  HAND_OVER_NO_PART: {
    zh: '{x}未承办本件，没有可以移交的事项。请核对交接清单。',
    en: '{x} has no part in this matter and nothing to hand over. Check the list.',
  },
  HAND_OVER_PARTY: {
    zh: '交接单由交接各方本人签字，请由{posts}办理。',
    en: 'A hand-over is signed by its parties in person: {posts}.',
    nobody: {
      zh: '交接单由交接各方本人签字；目前无人符合条件，请联系组织(人事)部门安排。',
      en: 'A hand-over is signed by its parties in person. Nobody fits at present: ask the personnel office.',
    },
  },
  HAND_OVER_WITNESS: {
    zh: '{x}不能监交。监交由移交人所在部门负责人、分管领导、组织(人事)部门或纪检监察机构担任，请由{posts}办理。',
    en: '{x} cannot witness it. That is for the head or the supervising leader of the department, the personnel department or discipline inspection: {posts}.',
    nobody: {
      zh: '{x}不能监交。监交由移交人所在部门负责人、分管领导、组织(人事)部门或纪检监察机构担任；目前无人符合条件，请联系组织(人事)部门安排。',
      en: '{x} cannot witness it. That is for the head or the supervising leader of the department, the personnel department or discipline inspection. Nobody fits at present: ask the personnel office.',
    },
  },
  HAND_OVER_SUBSTITUTE: {
    zh: '指定替代签字人，须写明{x}担任或在本件中使用过的岗位，以及尚未到期的截止时间。请改正后重新办理。',
    en: 'To have somebody sign instead, name a post that {x} holds or acted in here, and a day to come until which it lasts.',
  },
} as const satisfies Record<string, BlockText>;
