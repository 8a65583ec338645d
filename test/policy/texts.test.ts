import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseBpmn } from '@quanheng/engine';
import { readTexts, textsOfDrawing, textsOfForm, translationFindings } from '@quanheng/policy';
import { FOLDERS } from './scenarios/folder.js';

const PROCESSES = join(__dirname, '../../processes');

describe.each(FOLDERS)('%s in English', (folder) => {
  const read = (name: string): string => readFileSync(join(PROCESSES, folder, name), 'utf8');
  const { texts = {}, findings } = readTexts(read('texts.en.json'));

  test('says everything that its drawing and forms say, and nothing besides', async () => {
    const { model } = await parseBpmn(read('process.bpmn'));
    const forms = readdirSync(join(PROCESSES, folder)).filter((name) => name.endsWith('.form'));
    const shown = [...textsOfDrawing(model!), ...forms.flatMap((name) => [...textsOfForm(read(name))])];
    expect(shown.length).toBeGreaterThan(40);
    expect([...findings, ...translationFindings(texts, new Set(shown))]).toEqual([]);
  });

  test('leaves nothing in Chinese', () => {
    const said = Object.values(texts);
    expect(said.filter((text) => /[\p{Script=Han}，。、；：？！“”（）《》〔〕]/u.test(text))).toEqual([]);
    expect(said.filter((text) => text !== text.trim())).toEqual([]);
  });

  test('shows a choice as a choice wherever it is shown', () => {
    const fields = readdirSync(join(PROCESSES, folder))
      .filter((name) => name.endsWith('.form'))
      .flatMap((name) => fieldsOf(JSON.parse(read(name)) as Component));
    const choices = new Set(fields.filter(({ values }) => values !== undefined).map(({ key }) => key));
    expect(fields.filter(({ key, values }) => choices.has(key) && values === undefined)).toEqual([]);
  });
});

interface Component {
  readonly key?: string;
  readonly values?: readonly unknown[];
  readonly components?: readonly Component[];
}

function fieldsOf(component: Component): readonly Component[] {
  return [...(component.key === undefined ? [] : [component]), ...(component.components ?? []).flatMap(fieldsOf)];
}
