import { texts } from '../../i18n/texts.js';

export const { use: useDoneTexts, bundles } = texts(
  'done',
  {
    title: '已办事项',
    empty: '还没有办理过事项',
    emptyHint: '您办理过的环节会出现在这里，可以查看进展，符合条件的可以取回。',
  },
  {
    title: 'Done',
    empty: 'You have not done anything yet',
    emptyHint: 'Steps that you did appear here, to see how the matter goes on or to take a step back.',
  },
);
