/** What the form editor says beside its panel's fields and its kinds of fields, in Chinese by the English words. */
const EDITOR_TEXTS: Readonly<Record<string, string>> = {
  '<empty>': '（空）',
  'A comma-separated list of': '以逗号分隔的',
  'A source is a JSON object containing metadata for a document or an array of documents.':
    '来源是一个JSON对象或数组，写明文件的信息。',
  'Additional details are optional. The expected format is as follows:': '其他内容可以不写。格式如下：',
  'Allow the iframe to access more functionality of your browser, details regarding the various options can be found in the':
    '许可内嵌网页使用浏览器的更多功能，各选项的含义见',
  'Build your form': '设计表单',
  'Clear content': '清除',
  'Close popup': '关闭窗口',
  'Column 1': '第1列',
  'Column 2': '第2列',
  'Column 3': '第3列',
  Components: '表单控件',
  Content: '内容',
  Create: '新增',
  'Create new list item': '新增一项',
  'Delete item': '删除此项',
  'Drag and drop components here to start designing.': '把左侧的控件拖到这里；选中控件后，在右侧设置其属性。',
  'Drag and drop components here.': '把控件拖到这里。',
  'Each entry must include a document ID, name, and MIME type.': '每项须有文件编号、名称和MIME类型。',
  'Enter a HTTPS URL to a source or populate it dynamically via a template or an expression (e.g., to pass a value from the variable).':
    '填写以https开头的地址，也可用模板或表达式由数据得出。',
  'Expression is empty': '尚未填写表达式',
  'FEEL expression is mandatory': '此项须为FEEL表达式',
  Form: '表单',
  'Learn more': '详细说明',
  'Learn more in our': '详见',
  'MDN iFrame documentation.': 'MDN 关于 iframe 的说明。',
  'Multiple form fields are selected. Select a single form field to edit its properties.':
    '选中了多个控件，请只选一个以设置其属性。',
  'No components found.': '没有符合的控件。',
  'Not all external sources can be displayed in the iFrame. Read more about it in the': '有的网站不许内嵌，详见',
  'Open documentation': '打开说明',
  'Open pop-up editor': '在大窗口中编辑',
  'Opened in editor': '正在编辑器中编辑',
  'Opened in popup': '正在大窗口中编辑',
  'Please make sure that the URL is safe as it might impose security risks.': '请确认地址安全可信。',
  Repeatable: '可重复',
  'Save and close': '保存并关闭',
  'Search components': '查找控件',
  'Section contains an error': '本栏有错误',
  'Section contains edits': '本栏已设置',
  'Select a form field to edit its properties.': '选中一个控件，即可设置其属性。',
  'Supports HTML, styling, and templating. Styles are automatically scoped to the HTML component.':
    '可用HTML、样式和模板；样式只在此处生效。',
  'Supports markdown and templating.': '可用Markdown和模板。',
  'The expression may result in an array of simple values or alternatively follow this schema:':
    '表达式的结果可以是简单值的列表，或如下格式：',
  'The input property may be an array of simple values or alternatively follow this schema:':
    '输入数据可以是简单值的列表，或如下格式：',
  'These options can incur security risks, especially if used in combination with dynamic links. Ensure that you are aware of them, that you trust the source url and only enable what your use case requires.':
    '这些选项有安全风险，地址由数据得出时尤甚。请确认来源可信，只许可确有需要的功能。',
  'Toggle list item': '展开或收起此项',
  'Toggle section': '展开或收起本栏',
  'Unparsable FEEL expression.': 'FEEL表达式有误。',
  'Use the preview window to test your form.': '部署后，办理人看到的就是这个表单。',
  'Version tag by which this form can be referenced.': '引用此表单时所用的版本标签。',
  'When using Camunda Tasklist UI, additional document reference attributes are automatically handled. Modifying the document reference may affect the document preview functionality.':
    '修改文件引用会影响文件预览。',
  'X-FRAME-OPTIONS documentation': 'X-Frame-Options 的说明',
  documentation: '说明',
  ...{ Action: '动作', Containers: '容器', Input: '输入', Presentation: '展示', Selection: '选择' },
};

/** Those with something in them. */
const WITH_PARTS: readonly (readonly [RegExp, string])[] = [
  [/^Create an? (.+) element$/, '添加“$1”'],
  [/^Remove form field$/, '删除'],
  [/^Remove (.+)$/, '删除“$1”'],
  [/^Expression for '(.+)'$/, '“$1”的表达式'],
  [/^List contains (\d+) items?$/, '共$1项'],
  [/^Click to remove dynamic value with FEEL expression$/, '改为固定值'],
  [/^Click to set a dynamic value with FEEL expression$/, '改用FEEL表达式'],
];

/** What the editor says, in Chinese; what it is not known to say stays as it is. */
export function editorTextInChinese(text: string): string {
  const words = text.trim();
  if (Object.hasOwn(EDITOR_TEXTS, words)) return EDITOR_TEXTS[words] ?? words;
  const found = WITH_PARTS.find(([pattern]) => pattern.test(text));
  return found === undefined ? text : text.replace(found[0], found[1]);
}
