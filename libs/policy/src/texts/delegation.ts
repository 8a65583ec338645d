import type { BlockText } from './block-text.js';

/** Acting for somebody else, by their own word. Not in the domain reference, whose codes are asked when somebody acts. */
export const DELEGATION_TEXTS = {
  DELEGATION_TOO_LONG: {
    zh: '一次委托最长{n}日，请缩短期限；确需更长的，请联系安全保密管理员办理。',
    en: 'A delegation lasts at most {n} days. Make it shorter; if it has to be longer, ask the security administrator.',
  },
  DELEGATION_NOT_OWN: {
    zh: '只能终止本人作出、尚未到期的委托；其他委托请联系委托人。',
    en: 'You can end only delegations of your own that are not over yet. For others ask whoever made them.',
  },
  DELEGATE_NOT_IN_BUSINESS: {
    zh: '{name}目前没有任职岗位或不得参与业务办理，不能代办；请另选在岗人员。',
    en: '{name} holds no post in business at present and cannot act for you. Choose somebody who does.',
  },
} as const satisfies Record<string, BlockText>;
