import { texts } from '../../i18n/texts.js';

export const { use: useRefusalTexts, bundles } = texts(
  'refusal',
  {
    title: '暂不能办理',
    ofReason: '依据：{{basis}}',
    ofStep: '本环节依据：{{list}}',
    unit: '{{article}}(本单位可配置)',
    and: ';',
    code: '规则代码 {{code}}',
  },
  {
    title: 'Not allowed now',
    ofReason: 'Basis: {{basis}}',
    ofStep: 'This step rests on: {{list}}',
    unit: '{{article}} (set by the unit)',
    and: '; ',
    code: 'Rule {{code}}',
  },
);
