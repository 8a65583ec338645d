import { language, type Language } from '../../i18n/texts.js';

/** For what stands in a form outside of React. */
const bundles = {
  'zh-CN': {
    none: '台账目录中没有生效的这一编号，请核对或从列表中选择。',
    unfound: '台账目录中没有编号或名称含这些字的在册内容。',
    like: '如',
    choose: '选择',
    chooseFrom: '从台账目录选择',
    choices: '台账目录中的在册内容',
    more: '只列出前 20 条，请再输入编号或名称查找。',
    unread: '暂时读不到台账目录，可直接填写编号。',
    register: '编号取自台账',
    noRegister: '不取自台账',
  },
  en: {
    none: 'No entry in force has this number; check it, or choose from the list.',
    unfound: 'Nothing in force has this in its number or name.',
    like: 'such as',
    choose: 'Choose',
    chooseFrom: 'Choose from the register',
    choices: 'What is in force in the register',
    more: 'Only the first 20 are listed; type a number or a name to find others.',
    unread: 'The register cannot be read for now; the number may be typed.',
    register: 'Number of an entry in',
    noRegister: 'No register',
  },
} satisfies Record<Language, object>;

export const formText = (key: keyof (typeof bundles)['en']): string => bundles[language()][key];
