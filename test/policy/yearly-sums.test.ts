import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { drawingOf, FOLDERS, PROCESSES } from './mutations/folders.js';

interface Field {
  readonly key?: string;
  readonly type: string;
  readonly readonly?: boolean;
  readonly properties?: { readonly register?: string };
}

/** Texts that say under what something is added up over a year. An account is looked at when it is paid to. */
function addedUpBy(xml: string): readonly string[] {
  const names = [...xml.matchAll(/<qh:record [^>]*of="([^"]*)"[^>]*by="year"/g)].flatMap(([, of = '']) =>
    of.split(' '),
  );
  return names.filter((name) => new RegExp(`<qh:protected name="${name}"[^>]*type="text"`).test(xml));
}

test('what a year is added up by is chosen, not typed: spelled otherwise it would be added up anew', () => {
  const typed: string[] = [];
  const chosen: string[] = [];
  for (const folder of FOLDERS) {
    const names = addedUpBy(drawingOf(folder));
    for (const file of readdirSync(join(PROCESSES, folder)).filter((name) => name.endsWith('.form'))) {
      const { components } = JSON.parse(readFileSync(join(PROCESSES, folder, file), 'utf8')) as { components: Field[] };
      for (const { key = '', type, readonly, properties } of components) {
        if (!names.includes(key) || readonly === true) continue;
        const isChosen = type === 'select' || properties?.register !== undefined;
        (isChosen ? chosen : typed).push(`${folder}/${file}: ${key}`);
      }
    }
  }
  expect(typed).toEqual([]);
  expect(chosen).toEqual(
    expect.arrayContaining(['procurement/apply.form: category', 'small-purchase/apply.form: category']),
  );
});
