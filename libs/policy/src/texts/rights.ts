import type { BlockText } from './block-text.js';

/** Who may ask for something at all, whatever it is about. None of it is in the domain reference. */
export const RIGHTS_TEXTS = {
  NO_RULE: {
    zh: '没有规定谁可以执行“{kind}”，不予办理。请联系运维操作员。',
    en: 'No rule says who may do “{kind}”, so nobody may. Ask the operator.',
  },
  PERSON_REQUIRED: {
    zh: '本操作须由自然人办理，不能由系统或外部作业程序执行。请由业务岗位人员登录后办理。',
    en: 'This is for a natural person, not for the system or an external worker. Let somebody in business sign in and do it.',
  },
  ADMINISTRATOR_IN_BUSINESS: {
    zh: '系统管理员、安全保密管理员、安全审计员不得参与业务办理，请由业务岗位人员办理。',
    en: 'System administrator, security administrator and auditor take no part in business. Leave it to somebody who holds a post in business.',
  },
  NO_POST: {
    zh: '您目前没有任职岗位，不能办理业务；请联系组织(人事)部门核对任职信息。',
    en: 'You hold no post at present and cannot do business. Ask the personnel office to check your appointments.',
  },
  /** `role` is a code, which is worded in the reader's language. */
  ROLE_REQUIRED: {
    zh: '本操作须由{role}办理，请联系：{posts}。',
    en: 'This is for the {role}: ask {posts}.',
    nobody: {
      zh: '本操作须由{role}办理；目前无人符合条件，请联系组织(人事)部门安排。',
      en: 'This is for the {role}. Nobody fits at present: ask the personnel office.',
    },
  },
  SYSTEM_ONLY: {
    zh: '本操作由系统自动执行，不能由人员办理。',
    en: 'The system does this by itself, and nobody else.',
    next: { zh: '长时间没有执行的，请联系运维操作员。', en: 'If it does not, ask the operator.' },
  },
  WORKER_ONLY: {
    zh: '本操作只能由登记的作业处理程序执行。',
    en: 'Only a registered handler or external worker does this.',
    next: { zh: '需要人工处理的，请联系运维操作员。', en: 'If somebody has to step in, ask the operator.' },
  },
  NOT_INVOLVED: {
    zh: '您未参与本件办理，不能添加材料。',
    en: 'You have no part in this matter and cannot add papers to it.',
    next: { zh: '请交由承办人员添加。', en: 'Give them to whoever deals with it.' },
  },
  OWN_PASSWORD_ONLY: {
    zh: '只能修改本人所用账号的口令。',
    en: 'You can change the password of your own account only.',
    next: {
      zh: '他人的口令请由安全保密管理员重置。',
      en: 'That of somebody else is reset by the security administrator.',
    },
  },
  ITEM_TAKEN: {
    zh: '本件已由{name}签收办理；如需接手，请其先退回待办。',
    en: '{name} has taken this item. If you are to do it, ask them to give it back first.',
  },
  NOT_OFFERED: {
    zh: '本件未分配给您或您的岗位，请由{posts}办理。',
    en: 'This is not offered to you or your post; it is for {posts}.',
    nobody: {
      zh: '本件未分配给您或您的岗位；目前无人符合条件，请联系组织(人事)部门安排承办岗位。',
      en: 'This is not offered to you or your post. Nobody fits at present: ask the personnel office.',
    },
  },
  IN_PERSON: {
    zh: '“{title}”须由本人办理，不能委托；请本人到会或以视频方式参加。',
    en: '“{title}” is done in person and cannot be delegated. Come to the meeting, or take part by video.',
  },
  OPINION_IN_PERSON: {
    zh: '加签意见须由本人提出，不能委托；请由{name}本人办理，或请加签人减签后另请他人。',
    en: 'Whoever was asked for an opinion gives their own. Leave it to {name}, or let whoever asked take it back and ask somebody else.',
  },
  CONTROL_BYPASSED: {
    zh: '“{activity}”是监督制约环节，只能由承办人员办结，不能由其他操作代为完成。',
    en: '“{activity}” is a control: it ends by those who work on it and by nothing else.',
    next: { zh: '请由承办人员在待办中办理。', en: 'Leave it to them, in their inbox.' },
  },
  OUTCOME_NOT_DRAWN: {
    zh: '流程未画出“{activity}”未通过时的去向；请使用“退回”，退到需要修改的环节。',
    en: 'The drawing does not say where “{activity}” leads when it is not passed. Return the work to the step that has to be changed.',
  },
  MIGRATION_MOVES: {
    zh: '迁移不能把“{from}”改作“{to}”：只有改了标识的普通环节可以对照，监督制约环节须保留原标识；请修改对照关系。',
    en: 'A migration cannot turn “{from}” into “{to}”: only steps that were renamed are mapped, and controls keep their ids. Change the mapping.',
  },
  NOT_SIGNED: {
    zh: '您未在该环节签字，无可撤回；如对内容有异议，请联系签字人。',
    en: 'You have not signed there, so there is nothing to take back. If you disagree with it, ask those who signed.',
  },
} as const satisfies Record<string, BlockText>;
