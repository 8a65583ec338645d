import { texts } from '../../i18n/texts.js';

export const { use: useRefusalTexts, bundles } = texts(
  'refusal',
  { title: '暂不能办理', basis: '依据', code: '规则代码 {{code}}' },
  { title: 'Not allowed now', basis: 'Basis', code: 'Rule {{code}}' },
);
