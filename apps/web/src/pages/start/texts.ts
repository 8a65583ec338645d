import { texts } from '../../i18n/texts.js';

export const { use: useStartTexts, bundles } = texts(
  'start',
  {
    title: '发起事项',
    choose: '选择要办的事项。发起后进入第一个环节填写，填写的内容自动保存为草稿。',
    start: '发起',
    version: '第 {{count}} 版',
    empty: '没有可以发起的流程',
    emptyHint: '流程由设计员绘制、发布员发布后才能发起。请联系流程设计员。',
    started: '已发起，请继续填写',
    startedElsewhere: '已发起，下一环节由他人办理',
  },
  {
    title: 'Start a matter',
    choose:
      'Choose what is to be done. You then fill in the first step; what you fill in is kept as a draft by itself.',
    start: 'Start',
    version: 'Version {{count}}',
    empty: 'There is nothing to start',
    emptyHint: 'A process can be started once it was drawn and published. Ask its designer.',
    started: 'Started; now fill it in',
    startedElsewhere: 'Started; the next step is others’ to do',
  },
);
