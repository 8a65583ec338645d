import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { entryInChinese, treeInChinese } from './form-chinese.js';
import { editorTextInChinese } from './form-editor-texts.js';
import { FORM_TEXTS } from './form-texts.js';

const sourceOf = (name: string): string =>
  readFileSync(createRequire(__filename).resolve(`@bpmn-io/${name}`).replace('index.cjs', 'index.es.js'), 'utf8');

const isChinese = (text: string): boolean => /\p{Script=Han}/u.test(text);
/** Put into Chinese where it is drawn. */
const isTranslated = (text: string): boolean => isChinese(editorTextInChinese(text));

test('everything that the panel and the kinds of fields say has a text in Chinese', () => {
  const editor = sourceOf('form-js-editor');
  const panel = editor.slice(editor.indexOf('function getPropertiesPanelHeaderProvider'));
  const said = [
    ...[...panel.matchAll(/\b(?:(?:label|tooltip|description|text)(?::| =)|return) '((?:[^'\\]|\\.)*)'/g)].map(
      ([, text = '']) => text.replace(/\\'/g, "'"),
    ),
    ...[...sourceOf('form-js-viewer').matchAll(/\n {2}(?:name|label): '([^']*)'/g)].map(([, text = '']) => text),
  ].filter((text) => /^[<A-Zi]/.test(text) && !isTranslated(text));
  expect(said.length).toBeGreaterThan(110);
  expect([...new Set(said)].filter((text) => !(text in FORM_TEXTS)).sort()).toEqual([]);
  for (const text of Object.values(FORM_TEXTS)) expect(isChinese(text)).toBe(true);
});

test('so has everything that it draws besides', () => {
  const editor = sourceOf('form-js-editor');
  const said = [
    ...editor.matchAll(/\b(?:children|title|placeholder|closeButtonTooltip)(?::| =) \[?["']([A-Z][^"'\n]*)["']/g),
    ...editor.matchAll(/translate\('([^']+)'\)/g),
    ...editor.matchAll(/^ {2}label: '([A-Z][^']*)',\n {2}id: /gm),
  ].map(([, text = '']) => text);
  expect(said.length).toBeGreaterThan(40);
  expect([...new Set(said)].filter((text) => !isTranslated(text)).sort()).toEqual([]);
  const made = ['Create a 单行文字 element', 'Remove 单行文字', "Expression for 'sum'", 'List contains 1 item'];
  expect(made.map(editorTextInChinese)).toEqual(['添加“单行文字”', '删除“单行文字”', '“sum”的表达式', '共1项']);
  for (const other of ['金额', 'Amount', '']) expect(editorTextInChinese(other)).toBe(other);
});

test('a group is translated with its entries and items, each component once for all', () => {
  const component = () => ({
    props: { label: 'Key', value: 'Key', children: [{ props: { forId: 'k', value: 'Binds to a form variable' } }] },
  });
  const group = { id: 'general', label: 'General', entries: [{ id: 'key', component }] };
  const [one, two] = [entryInChinese(group), entryInChinese(group)];
  expect(one).toMatchObject({ id: 'general', label: '基本', entries: [{ id: 'key' }] });
  expect(one.entries[0]?.component).toBe(two.entries[0]?.component);
  const drawn = one.entries[0]?.component();
  // What was filled in stays as it is, even where it is one of these words.
  expect(drawn).toEqual({
    props: { label: '数据名称', value: 'Key', children: [{ props: { forId: 'k', value: '对应的数据名称' } }] },
  });
  // So does the label of an item of a list.
  const list = { label: 'Static options', items: [{ label: 'Value', entries: [{ component }] }], component };
  const translated = entryInChinese(list);
  expect(translated).toMatchObject({ label: '固定选项', items: [{ label: 'Value' }] });
  expect(translated.items[0]?.entries[0]?.component).toBe(one.entries[0]?.component);
  expect(translated.component).toBe(component);
});

test('options of a choice are translated, however they are given', () => {
  const options = [{ value: 'email', label: 'Email' }];
  const given = treeInChinese({ props: { options: options, getOptions: () => options } });
  expect(given.props.options).toEqual([{ value: 'email', label: '电子邮箱' }]);
  expect(given.props.getOptions()).toEqual([{ value: 'email', label: '电子邮箱' }]);
  expect(options).toEqual([{ value: 'email', label: 'Email' }]);
  for (const other of [null, 'General', 3]) expect(treeInChinese(other)).toBe(other);
});
