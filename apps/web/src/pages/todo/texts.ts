import { texts } from '../../i18n/texts.js';

export const { use: useTodoTexts, bundles } = texts(
  'todo',
  {
    title: '待办事项',
    start: '发起事项',
    empty: '没有待办事项',
    emptyHint: '分派给您或您所在岗位的环节会出现在这里。需要办事的，可以自己发起。',
  },
  {
    title: 'To do',
    start: 'Start a matter',
    empty: 'Nothing waits for you',
    emptyHint: 'Steps that are given to you or to your posts appear here. You can start a matter of your own.',
  },
);
