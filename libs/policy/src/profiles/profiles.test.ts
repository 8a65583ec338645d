import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { RESTRICTED_LINES } from '@quanheng/contracts';
import { organisationFileJsonSchema } from '../lint/index.js';
import { textsJsonSchema } from '../translation/index.js';
import { errorsUnder } from './testing/drawn.js';
import { profileJsonSchema, readProfile } from './index.js';

const ROOT = join(__dirname, '../../../..');
const FOLDER = join(ROOT, 'processes/profiles');
const FILES = readdirSync(FOLDER).filter((name) => name !== 'profile.schema.json');
const read = (name: string): unknown => JSON.parse(readFileSync(join(FOLDER, name), 'utf8'));

describe.each([
  ['processes/profiles/profile.schema.json', profileJsonSchema],
  ['docs/organisation-file.schema.json', organisationFileJsonSchema],
  ['docs/texts.schema.json', textsJsonSchema],
])('%s', (file, schemaOf) => {
  const path = join(ROOT, file);

  test('is the schema that is used; UPDATE_DOCS=1 writes it anew', () => {
    const text = `${JSON.stringify(schemaOf(), null, 2)}\n`;
    if (process.env['UPDATE_DOCS'] === '1') writeFileSync(path, text);
    expect(readFileSync(path, 'utf8')).toBe(text);
  });
});

describe.each(FILES)('%s', (name) => {
  test('is a profile under its own name', () => {
    const { profile, problems } = readProfile(read(name));
    expect(problems).toEqual([]);
    expect(profile?.name).toBe(basename(name, '.json'));
  });

  test('belongs to lines of business that are known', () => {
    const { profile } = readProfile(read(name));
    expect(RESTRICTED_LINES).toEqual(expect.arrayContaining(profile?.power.lines ?? []));
  });

  test('says for every rule about power what it rests on', () => {
    const { profile } = readProfile(read(name));
    const cited = new Set(profile?.articles.flatMap((article) => article.for));
    const money = profile?.effects.includes('payment') === true && profile.power.kind !== 'majorDecision';
    for (const rule of ['L03', 'L06', 'L15', 'L16', 'L17', 'L19', 'L22', ...(money ? ['L07', 'L08'] : [])]) {
      expect([rule, cited.has(rule)]).toEqual([rule, true]);
    }
  });
});

describe.each(FILES)('%s can be satisfied', (name) => {
  test('by its steps in their order, and loses that with each of them', async () => {
    const { profile } = readProfile(read(name));
    if (profile === undefined) throw new Error('no profile');
    expect(await errorsUnder(profile, profile.steps)).toEqual([]);
    for (const step of profile.steps) {
      const others = profile.steps.filter((each) => each !== step);
      expect([step.id, (await errorsUnder(profile, others)).length]).not.toEqual([step.id, 0]);
    }
  });
});

test('the kinds of power that are shipped', () => {
  expect(FILES.map((name) => basename(name, '.json'))).toEqual([
    ...['administrative-approval', 'asset-disposal', 'cadre-appointment', 'construction-change'],
    ...['construction-payment', 'construction-retention', 'major-decision'],
    ...['procurement', 'reimbursement', 'small-purchase'],
  ]);
});

describe('what is no profile is refused with its place', () => {
  const good = read('reimbursement.json') as Record<string, unknown>;
  const step = { id: 'one', name: '一', duties: ['ONE'] };
  const element = { effect: 'payment', data: 'amount', name: '金额', basis: [{ article: '本单位规定', mark: 'D' }] };
  test.each<[string, unknown, string]>([
    ['not an object', [], '(root): '],
    ['a name that is missing', { ...good, name: undefined }, 'name: '],
    ['an unknown field', { ...good, exceptons: [] }, '(root): '],
    ['an unknown effect', { ...good, effects: ['paiment'] }, 'effects[0]: '],
    ['an effect that rests on nothing', { ...good, keyElements: [] }, 'effects[0]: say what payment rests on'],
    [
      'an effect that rests on something by one handler alone',
      { ...good, keyElements: [{ ...element, by: 'bank' }] },
      'effects[0]: say what payment rests on',
    ],
    [
      'a key element that rests on nothing',
      { ...good, keyElements: [{ ...element, basis: [] }] },
      'keyElements[0].basis: ',
    ],
    [
      'a step that signs what is no key element',
      { ...good, steps: [{ ...step, guards: ['payment'], signs: ['amount', 'weather'] }] },
      'steps[0].signs: weather is no key element of what the step guards',
    ],
    ['an unknown mark', { ...good, articles: [{ article: '《会计法》', mark: 'X' }] }, 'articles[0].mark: '],
    ['a step that is known by nothing', { ...good, steps: [{ id: 'one', name: '一' }] }, 'steps[0]: '],
    ['a step twice', { ...good, steps: [step, step] }, 'steps[1].id: the step one is there twice'],
    ['a step after none', { ...good, steps: [{ ...step, after: ['two'] }] }, 'steps[0].after: there is no step two'],
    [
      'a step after itself',
      { ...good, steps: [{ ...step, after: ['one'] }] },
      'steps[0].after: one has to stand before one',
    ],
    [
      'a step that is only heard and guards something',
      { ...good, steps: [{ ...step, heard: true, guards: ['payment'] }] },
      'steps[0]: a step that is only heard guards nothing',
    ],
    [
      'an exception from two pens',
      { ...good, exceptions: [{ rule: 'L07', duty: 'PAY', name: '例外', basis: [{ article: 'x', mark: 'D' }] }] },
      'exceptions[0].rule: ',
    ],
  ])('%s', (_name, value, problem) => {
    const { profile, problems } = readProfile(value);
    expect(profile).toBeUndefined();
    expect(problems).toEqual(expect.arrayContaining([expect.stringContaining(problem)]));
  });
});
