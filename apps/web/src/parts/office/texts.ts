import { texts } from '../../i18n/texts.js';

export const { use: useOfficeTexts, bundles } = texts(
  'office',
  { more: '显示更多', close: '关闭', shown: '已显示 {{count}} 条，还有更多', count: '共 {{count}} 条' },
  {
    more: 'Show more',
    close: 'Close',
    shown: '{{count}} shown, and there are more',
    count: '{{count}} in all',
    count_one: '{{count}} in all',
  },
);
