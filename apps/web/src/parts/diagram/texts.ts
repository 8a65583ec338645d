import { texts } from '../../i18n/texts.js';

export const { use: useDiagramTexts, bundles } = texts(
  'diagram',
  {
    label: '流程图：已走环节为绿色，当前环节为蓝色',
    done: '已办',
    here: '当前',
    incident: '异常',
    ahead: '未到',
    smaller: '缩小',
    larger: '放大',
    fit: '全图',
  },
  {
    label: 'The drawn process: what is done is green, where it is now is blue',
    done: 'Done',
    here: 'Here',
    incident: 'Incident',
    ahead: 'Not reached',
    smaller: 'Smaller',
    larger: 'Larger',
    fit: 'All of it',
  },
);
