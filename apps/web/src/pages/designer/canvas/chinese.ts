import others from 'bpmn-js-i18n/translations/zn.js';

/** Texts of bpmn-js that the common translation lacks, or says in words that nobody uses in an office. */
const OURS: Readonly<Record<string, string>> = {
  'Align elements': '对齐',
  'Change element': '更改类型',
  'Distribute elements horizontally': '水平等距分布',
  'Distribute elements vertically': '垂直等距分布',
  'Toggle non-interrupting': '切换为不中断',
  'Event based instantiating Gateway': '由事件启动的网关',
  'Parallel Event based instantiating Gateway': '由多个事件启动的网关',
  'Ad-hoc sub-process': '临时子流程',
  'Ad-hoc': '临时子流程',
  'Activate hand tool': '移动画布',
  'Activate lasso tool': '框选',
  'Activate global connect tool': '连线',
  'Exclusive gateway': '排他网关',
  'User task': '办理环节',
  'Append task': '追加环节',
  'Append user task': '追加办理环节',
  Delete: '删除',
  'Separate from': '职责分离：再点另一个环节',
  'Bind to': '同一责任人：再点另一个环节',
};
const TEXTS: Readonly<Record<string, string>> = { ...others, ...OURS };

/** In Chinese, or null where there is none: a test says that there always is. */
export function inChinese(template: string): string | null {
  // Some texts are put together with a blank at their end.
  return TEXTS[template] ?? TEXTS[template.trim()] ?? null;
}

type Replacements = Readonly<Record<string, string>>;

export function translation(isChinese: () => boolean) {
  const translate = (template: string, replacements: Replacements = {}): string => {
    const text = isChinese() ? (inChinese(template) ?? template) : template;
    return text.replace(/\{([^}]+)\}/g, (_, key: string) => replacements[key] ?? `{${key}}`);
  };
  return { translate: ['value', translate] };
}
