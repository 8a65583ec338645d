import { texts } from '../../i18n/texts.js';

export const { use: useDateTexts, bundles } = texts(
  'date-input',
  { calendar: '打开日历', pick: '日历', like: '如 {{example}}' },
  { calendar: 'Open the calendar', pick: 'Calendar', like: 'such as {{example}}' },
);
