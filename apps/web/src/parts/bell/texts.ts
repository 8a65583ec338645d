import { texts } from '../../i18n/texts.js';

export const { use: useBellTexts, bundles } = texts(
  'bell',
  {
    title: '提醒',
    unread: '提醒，{{count}} 条未读',
    isUnread: '未读',
    readAll: '全部标为已读',
    none: '还没有提醒。新待办、退回、临期、超期和催办会在这里提醒您。',
    settings: '提醒设置',
    opened: '新待办',
    returned: '退回',
    soon: '临期',
    overdue: '超期',
    urged: '催办',
  },
  {
    title: 'Reminders',
    unread: 'Reminders, {{count}} unread',
    isUnread: 'unread',
    readAll: 'Mark all as read',
    none: 'Nothing yet. New, returned, nearly due, late and urged work is told here.',
    settings: 'What to remind me of',
    opened: 'New',
    returned: 'Returned',
    soon: 'Due soon',
    overdue: 'Overdue',
    urged: 'Urged',
  },
);
