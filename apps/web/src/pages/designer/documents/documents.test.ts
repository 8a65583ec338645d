import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { decisionsOf, parseDmn } from '@quanheng/engine';
import { decisionInChinese } from './chinese.js';
import { kindOf, nameFault, newDocument } from './document.js';

function* sources(folder: string): Iterable<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* sources(path);
    else if (path.endsWith('.js')) yield path;
  }
}

/** The same in every language. */
const SAME = ['FEEL', 'JUEL', '-'];

test('everything that the editor of decisions says is there in Chinese', () => {
  const modules = join(dirname(require.resolve('dmn-js/package.json')), '..');
  const said = new Set<string>();
  for (const name of ['shared', 'drd', 'decision-table', 'literal-expression']) {
    for (const path of sources(join(modules, `dmn-js-${name}`, 'lib'))) {
      // Some stand in a list first: titles, labels of what can be chosen, and what they mean.
      const pattern = /(?:translate\(|\b(?:title|label|explanation): )'((?:[^'\\]|\\.)+)'/g;
      for (const [, text = ''] of readFileSync(path, 'utf8').matchAll(pattern)) said.add(text);
    }
  }
  expect(said.size).toBeGreaterThan(100);
  expect([...said].filter((text) => decisionInChinese(text) === null && !SAME.includes(text))).toEqual([]);
  expect(decisionInChinese('not a text of it')).toBeNull();
});

test('what is new can be deployed as it is, under a name that is free', () => {
  const form = newDocument('form', ['form-1.form']);
  expect(form.name).toBe('form-2.form');
  expect(JSON.parse(form.text)).toMatchObject({ id: 'form-2', components: [] });
  const decision = newDocument('dmn', []);
  expect(decision.name).toBe('decision-1.dmn');
  expect(parseDmn(decision.text).findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  expect(decisionsOf([decision]).find('decision_1')).toBeDefined();
});

test('names are those that the server takes, each once', () => {
  expect(nameFault('付款申请.form', [])).toBeNull();
  expect(nameFault('a.form', ['a.form'])).toBe('fileTaken');
  for (const name of ['', 'a', '../a.form', 'a/b.form', '.form', 'a.bpmn', `${'a'.repeat(200)}.form`]) {
    expect(nameFault(name, [])).toBe('fileWrong');
  }
  expect(newDocument('texts', [])).toEqual({ name: 'texts.en.json', text: '{}\n' });
  expect([nameFault('texts.en.json', []), kindOf('texts.en.json'), kindOf('texts.json')]).toEqual([
    null,
    'texts',
    null,
  ]);
  expect([kindOf('a.form'), kindOf('b.dmn'), kindOf('c.bpmn')]).toEqual(['form', 'dmn', null]);
});
