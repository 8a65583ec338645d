import { texts } from '../../i18n/texts.js';

export const { use: useToReadTexts, bundles } = texts(
  'toRead',
  {
    title: '待阅',
    by: '{{name}} 传阅',
    empty: '没有待阅事项',
    emptyHint: '别人传阅、抄送给您的事项会出现在这里，阅后点“已阅”。',
  },
  {
    title: 'To read',
    by: 'Shown by {{name}}',
    empty: 'Nothing to read',
    emptyHint: 'What others show you appears here; say that you have read it when you have.',
  },
);
