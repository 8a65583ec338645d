import { texts } from '../../i18n/texts.js';

export const { use: useOrganisationTexts, bundles } = texts(
  'organisation',
  { choose: '请选择，可输入名称或编号查找' },
  { choose: 'Choose; type a name or a number to find it' },
);
