import type { BlockText } from './block-text.js';

/** Acts beside the matter: showing it, talking about it, urging, ending it. None of these codes is in the domain reference. */
export const BESIDE_TEXTS = {
  NO_PART: {
    zh: '您未参与本件办理，不能{act}；请由{name}办理。',
    en: 'You have no part in this matter and cannot do this ({act}). {name} can.',
    nobody: {
      zh: '您未参与本件办理，不能{act}；请由本件经办人办理。',
      en: 'You have no part in this matter and cannot do this ({act}). Whoever handles it can.',
    },
  },
  COPY_REFUSED: {
    zh: '{name}目前不办理本单位业务，不能向其传阅；请另选在岗人员。',
    en: '{name} does no business in this unit at present and cannot be shown the matter. Choose somebody who does.',
  },
  REASON_MISSING: {
    zh: '请写明理由后再提交。',
    en: 'Give the reason, then send it again.',
  },
  ENDING_TWO: {
    zh: '本件不能由一人终止：发起人只能在监督制约环节办结、用权行为办理之前自行终止；此外须由运行维护岗位提出，经{posts}确认。',
    en: 'Nobody ends this matter alone. Whoever started it can, before a control has ended or anything governed has begun; otherwise an operator asks and {posts} confirms.',
    nobody: {
      zh: '本件不能由一人终止，且目前无人符合条件确认终止，请联系组织(人事)部门明确分管领导。',
      en: 'Nobody ends this matter alone, and nobody can confirm its end at present: ask the personnel office to name the supervising leader.',
    },
  },
  ENDING_OPERATOR: {
    zh: '终止须由运行维护岗位提出，请联系{name}。',
    en: 'The end of a matter is asked for by an operator: {name}.',
    nobody: {
      zh: '终止须由运行维护岗位提出，目前无人任职，请联系组织(人事)部门安排。',
      en: 'The end of a matter is asked for by an operator. There is none at present: ask the personnel office.',
    },
  },
  ENDING_NO_APPROVER: {
    zh: '本件所涉部门没有登记分管领导，无人可以确认终止；请联系安全保密管理员登记分管关系。',
    en: 'No supervising leader is on record for the departments of this matter, so nobody could confirm its end. Ask the security administrator to put the line on record.',
  },
  ENDING_SAME_PERSON: {
    zh: '提出终止的人员和发起人不能确认终止，请由{posts}中的其他人员确认。',
    en: 'Who asked for the end, and who started the matter, cannot confirm it. Somebody else of {posts} can.',
    nobody: {
      zh: '提出终止的人员和发起人不能确认终止，目前无人符合条件，请联系组织(人事)部门明确分管领导。',
      en: 'Who asked for the end, and who started the matter, cannot confirm it, and nobody else can at present: ask the personnel office to name the supervising leader.',
    },
  },
  /** Not in the domain reference: an operator repairs, and does not fill in (§6.6, error in a form). */
  FILLED_BY_OTHERS: {
    zh: '“{field}”是在“{step}”填写的内容，运维人员不能直接修改；请由该环节的人员提出勘误，或退回该环节重新填写。',
    en: '“{field}” was filled in at “{step}”, and operators do not change it. Have those of that step propose a correction, or return the matter to it.',
  },
  ENDING_UNSEEN: {
    zh: '本件为高风险事项，终止须抄送纪检监察，但目前无人担任纪检监察岗位({role})；请联系安全保密管理员登记任职；本单位不设纪检监察岗位的，登记上级纪检监察机构的人员。',
    en: 'This matter is of high risk, and discipline inspection has to be told of its end, but nobody holds a post of it ({role}). Ask the security administrator to put a holder on record; where the unit has no such post of its own, somebody of the superior body.',
  },
} as const satisfies Record<string, BlockText>;
