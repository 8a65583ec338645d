import { texts } from '../../i18n/texts.js';

export const { use: useMeetingsTexts, bundles } = texts(
  'meetings',
  {
    title: '会议议题',
    empty: '没有会议议题',
    emptyHint: '议题确定后，请您签到、发表意见、表决的会议会出现在这里；会议秘书的议题确定、开会、计票也在这里。',
    over: '已办',
    close: '关闭会议，回到列表',
    pane: '会议',
  },
  {
    title: 'Meetings',
    empty: 'There are no meetings',
    emptyHint:
      'Meetings in which you sign in, speak or vote appear here once their agenda is set; so does what the secretary does in them.',
    over: 'Done',
    close: 'Close the meeting, back to the list',
    pane: 'Meeting',
  },
);
