import type { ReminderKind, ReminderRow } from '@quanheng/runtime/ports';

/** What leaves the product: what it is about and where it is done, and nothing of what is in it. */
export interface Message {
  readonly reminder: ReminderRow;
  /** Of the process. */
  readonly title: string;
  /** Null: nobody has said how browsers reach the product. */
  readonly link: string | null;
}

const WHY: Readonly<Record<ReminderKind, string>> = {
  opened: '新待办',
  returned: '退回',
  soon: '临期',
  overdue: '超期',
  urged: '催办',
};

/** One line each, whatever a drawing or a register calls things. */
const line = (text: string): string => text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim();

export function subjectOf({ reminder: { kind, number }, title }: Message): string {
  return `【权衡】${WHY[kind]}：${line(title)}${number === null ? '' : ` ${line(number)}`}`;
}

export function textOf({ reminder: { kind, name, number }, title, link }: Message): string {
  return [
    WHY[kind],
    `事项：${line(title)}`,
    ...(number === null ? [] : [`编号：${line(number)}`]),
    `环节：${line(name)}`,
    '',
    link === null ? '请登录“权衡”，在“待办事项”中办理。' : `请登录后办理：${link}`,
    '',
    '本邮件由系统自动发出，请勿回复。不再需要的，请在“我的账户”中修改提醒设置。',
    '',
  ].join('\n');
}
