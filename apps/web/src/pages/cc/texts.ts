import { texts } from '../../i18n/texts.js';

export const { use: useCcTexts, bundles } = texts(
  'cc',
  {
    title: '抄送我的',
    by: '{{name}} 传阅',
    empty: '没有抄送给您的事项',
    emptyHint: '您阅过的传阅、抄送事项会出现在这里。',
  },
  {
    title: 'Copied to me',
    by: 'Shown by {{name}}',
    empty: 'Nothing was copied to you',
    emptyHint: 'What others showed you and you have read appears here.',
  },
);
