import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BpmnModdle } from 'bpmn-moddle';
import { descriptors } from './descriptors.js';
import { lossBetween } from './loss.js';
import { prologueOf, withPrologue } from './prologue.js';

const ROOT = join(__dirname, '../../../../../..');

/** What the library of the canvas does when it opens a drawing and exports it. */
interface Library {
  fromXML(xml: string): Promise<{ readonly rootElement: object; readonly warnings: readonly { message: string }[] }>;
  toXML(root: object, options: object): Promise<{ readonly xml: string }>;
}

async function exported(text: string) {
  const library = new BpmnModdle(descriptors()) as unknown as Library;
  const { rootElement, warnings } = await library.fromXML(text);
  const { xml } = await library.toXML(rootElement, { format: true });
  return { xml: withPrologue(xml, prologueOf(text)), warnings: warnings.map(({ message }) => message) };
}

function* drawingsIn(folder: string): Iterable<string> {
  for (const entry of readdirSync(join(ROOT, folder), { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* drawingsIn(path);
    else if (path.endsWith('.bpmn')) yield path;
  }
}

/** Ids of the elements of a process in their order, which the engine goes by. Artifacts stand behind them, as the schema has it. */
function order(text: string): readonly string[] {
  return [...text.matchAll(/<(?:\w+:)?(\w+) (?:[^>]*? )?id="([^"]+)"/g)].flatMap(([, type = '', id = '']) =>
    /(Task|task|Event|Gateway|[pP]rocess|sequenceFlow|callActivity|transaction)$/.test(type) ? [id] : [],
  );
}

test.each([
  ...drawingsIn('processes'),
  ...drawingsIn('test/golden'),
  'apps/web/src/pages/designer/canvas/foreign.bpmn',
])('%s is exported without loss, and the same again', async (path) => {
  const text = readFileSync(join(ROOT, path), 'utf8');
  const { xml, warnings } = await exported(text);
  expect(warnings).toEqual([]);
  expect(lossBetween(text, xml)).toEqual([]);
  expect(lossBetween(xml, text)).toEqual([]);
  expect(order(xml)).toEqual(order(text));
  expect((await exported(xml)).xml).toBe(xml);
});

describe('what is lost', () => {
  const drawn = (process: string, around = ''): string =>
    `<?xml version="1.0"?><definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:x="urn:vendor" xmlns:qh="urn:quanheng:bpmn:1" id="D" targetNamespace="urn:t">${around}<process id="P">${process}</process></definitions>`;

  test.each([
    [
      'an element of others where BPMN allows none',
      drawn('<startEvent id="S"/><x:thing level="1"/>'),
      ['<x:thing>', '<x:thing level>'],
    ],
    [
      'what is no extension of ours',
      drawn('<extensionElements><qh:nosuch a="1"/></extensionElements>'),
      ['<qh:nosuch>', '<qh:nosuch a>'],
    ],
    [
      'an attribute of others on an element of theirs',
      drawn('<extensionElements><x:a x:b="1"/></extensionElements>'),
      ['<x:a x:b>'],
    ],
    ['a comment', drawn('<!-- why --><startEvent id="S"/>'), ['<!-- why -->']],
    ['nothing', drawn('<startEvent id="S" x:b="1"/>', '<documentation>a</documentation>'), []],
  ])('%s is told', async (_, text, lost) => {
    expect(lossBetween(text, (await exported(text)).xml)).toEqual(expect.arrayContaining(lost));
    if (lost.length === 0) expect(lossBetween(text, (await exported(text)).xml)).toEqual([]);
  });

  test('a value, a text, a place and one of two that are alike are found; order, prefixes and blanks are nothing', () => {
    const before = drawn('<extensionElements><x:a>1</x:a><x:a>1</x:a></extensionElements><task id="A" name="甲"/>');
    expect(lossBetween(before, before.replace('<x:a>1</x:a>', ''))).toEqual(['<x:a>']);
    expect(lossBetween(before, before.replace('甲', '乙'))).toEqual(['<task name>']);
    expect(lossBetween(before, before.replace('<x:a>1<', '<x:a>2<'))).toEqual(['<x:a>']);
    expect(
      lossBetween(before, before.replaceAll('x:', 'y:').replace('xmlns:x=', 'xmlns:y=').replaceAll('><', '>\n<')),
    ).toEqual([]);
  });
});
