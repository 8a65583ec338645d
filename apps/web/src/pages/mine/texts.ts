import { texts } from '../../i18n/texts.js';

export const { use: useMineTexts, bundles } = texts(
  'mine',
  {
    title: '我发起的',
    start: '发起事项',
    empty: '您还没有发起过事项',
    emptyHint: '您发起的事项会出现在这里，可以查看进展、催办。',
    active: '审批中',
    suspended: '已冻结',
    completed: '已办结',
    cancelled: '已终止',
    quarantined: '数据异常',
  },
  {
    title: 'Started by me',
    start: 'Start a matter',
    empty: 'You have not started anything yet',
    emptyHint: 'Matters that you start appear here, to see how they go on or to urge.',
    active: 'Under way',
    suspended: 'Frozen',
    completed: 'Closed',
    cancelled: 'Ended',
    quarantined: 'Set aside',
  },
);
