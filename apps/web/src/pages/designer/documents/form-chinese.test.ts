import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { entryInChinese, treeInChinese } from './form-chinese.js';
import { FORM_TEXTS } from './form-texts.js';

const sourceOf = (name: string): string =>
  readFileSync(createRequire(__filename).resolve(`@bpmn-io/${name}`).replace('index.cjs', 'index.es.js'), 'utf8');

/** Drawn beside the panel, where nothing can be put in its place. */
const NOT_IN_PANEL = [
  'Form',
  'Select a form field to edit its properties.',
  'Multiple form fields are selected. Select a single form field to edit its properties.',
];

test('everything that the panel and the kinds of fields say has a text in Chinese', () => {
  const editor = sourceOf('form-js-editor');
  const panel = editor.slice(editor.indexOf('function getPropertiesPanelHeaderProvider'));
  const said = [
    ...[...panel.matchAll(/\b(?:(?:label|tooltip|description|text)(?::| =)|return) '((?:[^'\\]|\\.)*)'/g)].map(
      ([, text = '']) => text.replace(/\\'/g, "'"),
    ),
    ...[...sourceOf('form-js-viewer').matchAll(/\n {2}(?:name|label): '([^']*)'/g)].map(([, text = '']) => text),
  ].filter((text) => /^[<A-Zi]/.test(text) && !NOT_IN_PANEL.includes(text));
  expect(said.length).toBeGreaterThan(110);
  expect([...new Set(said)].filter((text) => !(text in FORM_TEXTS)).sort()).toEqual([]);
  for (const text of Object.values(FORM_TEXTS)) expect(text).toMatch(/\p{Script=Han}/u);
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
