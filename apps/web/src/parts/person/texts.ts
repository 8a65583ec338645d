import { texts } from '../../i18n/texts.js';

export const { use: usePersonTexts, bundles } = texts(
  'person',
  { placeholder: '输入姓名查找人员', type: '请输入姓名', none: '没有找到这个人,请核对姓名' },
  { placeholder: 'Type a name to find people', type: 'Type a name', none: 'Nobody is called so; check the name' },
);
