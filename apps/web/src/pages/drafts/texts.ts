import { texts } from '../../i18n/texts.js';

export const { use: useDraftsTexts, bundles } = texts(
  'drafts',
  {
    title: '草稿箱',
    empty: '没有草稿',
    emptyHint: '您填写了而没有提交的内容会自动保存在这里，只有您能看到。',
  },
  {
    title: 'Drafts',
    empty: 'There are no drafts',
    emptyHint: 'What you fill in and do not send is kept here by itself, for nobody but you.',
  },
);
