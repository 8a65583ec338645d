import { texts } from '../../i18n/texts.js';

export const { use: usePersonTexts, bundles } = texts(
  'person',
  {
    placeholder: '输入姓名查找人员',
    type: '请输入姓名',
    none: '没有找到这个人，请核对姓名',
    seed: '系统(初始录入)',
    timer: '系统(定时器)',
    courier: '系统(消息投递)',
    system: '系统',
    worker: '外部作业程序 {{name}}',
  },
  {
    placeholder: 'Type a name to find people',
    type: 'Type a name',
    none: 'Nobody is called so; check the name',
    seed: 'The product (founding)',
    timer: 'The product (timer)',
    courier: 'The product (messages)',
    system: 'The product',
    worker: 'External worker {{name}}',
  },
);
