import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { inChinese } from './chinese.js';

/** Shown to nobody: parts of other texts, and an example in a comment. */
const NOT_SHOWN = ['HELLO {you}', ' + shift + '];

function* sources(folder: string): Iterable<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* sources(path);
    else if (path.endsWith('.js')) yield path;
  }
}

/** What bpmn-js and what it stands on say, read off their sources. */
function texts(): Set<string> {
  const packages = ['bpmn-js', 'diagram-js', 'diagram-js-direct-editing'];
  const found = new Set<string>();
  for (const name of packages) {
    for (const path of sources(join(dirname(require.resolve(`${name}/package.json`)), 'lib'))) {
      const text = readFileSync(path, 'utf8');
      for (const [, said = ''] of text.matchAll(/translate\(\s*'((?:[^'\\]|\\.)+)'/g)) found.add(said);
      if (!/replace|PopupMenu/i.test(path)) continue;
      for (const [, said = ''] of text.matchAll(/label: '((?:[^'\\]|\\.)+)'/g)) found.add(said);
    }
  }
  return found;
}

test('everything that the drawing tool says is there in Chinese', () => {
  const said = [...texts()].filter((text) => !NOT_SHOWN.includes(text));
  expect(said.length).toBeGreaterThan(40);
  expect(said.filter((text) => inChinese(text) === null)).toEqual([]);
  expect(inChinese('not a text of it')).toBeNull();
});
