import type { BlockText } from './block-text.js';

/** Acts beside the matter: showing it, talking about it, urging, ending it. None of these codes is in the domain reference. */
export const BESIDE_TEXTS = {
  NO_PART: {
    zh: '您未参与本件办理,不能{act};请由{name}办理。',
    en: 'You have no part in this matter and cannot do this ({act}). {name} can.',
    nobody: {
      zh: '您未参与本件办理,不能{act};请由本件经办人办理。',
      en: 'You have no part in this matter and cannot do this ({act}). Whoever handles it can.',
    },
  },
  COPY_REFUSED: {
    zh: '{name}目前不办理本单位业务,不能向其传阅;请另选在岗人员。',
    en: '{name} does no business in this unit at present and cannot be shown the matter. Choose somebody who does.',
  },
} as const satisfies Record<string, BlockText>;
