import { compile, sound } from '../testing/evaluate.js';
import { decision, dmn, escapeXml, inputData, literal } from '../testing/documents.js';

function item(name: string, inside: string, isCollection = false): string {
  return `<itemDefinition name="${name}"${isCollection ? ' isCollection="true"' : ''}>${inside}</itemDefinition>`;
}
const ref = (type: string): string => `<typeRef>${type}</typeRef>`;
const allowed = (tests: string): string => `<allowedValues><text>${escapeXml(tests)}</text></allowedValues>`;
const component = (name: string, type: string): string => `<itemComponent name="${name}">${ref(type)}</itemComponent>`;

const TYPES = [
  item('Numbers', ref('number'), true),
  item('Grade', ref('string') + allowed('"A","B"')),
  item('Grades', ref('Grade'), true),
  item('Grade List', ref('string') + allowed('"A","B"'), true),
  item('Few', ref('number') + '<typeConstraint><text>count(?) &lt; 3</text></typeConstraint>', true),
  item('Person', component('name', 'string') + component('age', 'number')),
  item('Amount', ref('number') + allowed('[0..100]')),
  item('Callback', '<functionItem outputTypeRef="number"/>'),
].join('');

describe('a value', () => {
  it.each<[string, string, string]>([
    ['number', '1.5', '1.5'],
    ['feel:number', '1', '1'],
    ['string', '"x"', '"x"'],
    ['boolean', 'true', 'true'],
    ['date', 'date("2026-01-31")', '@"2026-01-31"'],
    ['dateTime', 'date("2026-01-31")', '@"2026-01-31T00:00:00Z"'],
    ['days and time duration', '@"PT1H"', '@"PT1H"'],
    ['yearMonthDuration', '@"P1Y"', '@"P1Y"'],
    ['Any', '[1, "x"]', '[1, "x"]'],
    ['number', 'null', 'null'],
    ['number', '[5]', '5'],
    ['Numbers', '[1, 2]', '[1, 2]'],
    ['Numbers', '5', '[5]'],
    ['Numbers', 'null', 'null'],
    ['list<Grade>', '["A"]', '["A"]'],
    ['range<number>', '[1..2]', '[1..2]'],
    ['Grade', '"A"', '"A"'],
    ['Grades', '["A", "B"]', '["A", "B"]'],
    ['Grade List', '["A", "B"]', '["A", "B"]'],
    ['Few', '[1, 2]', '[1, 2]'],
    ['Person', '{name: "x", age: 1, extra: true}', '{name: "x", age: 1, extra: true}'],
    ['Amount', '100', '100'],
  ])('of type %s may be %s', (type, feel, expected) => {
    expect(sound(dmn(TYPES + decision('d', literal(feel), {}, escapeXml(type)))).ask('d')).toEqual({
      feel: expected,
      problems: [],
    });
    expect(sound(dmn(TYPES + decision('d', literal(feel, `typeRef="${escapeXml(type)}"`)))).ask('d').feel).toBe(
      expected,
    );
  });

  it.each<[string, string]>([
    ['number', '"1"'],
    ['string', '1'],
    ['string', '[1]'],
    ['string', '["a", "b"]'],
    ['Numbers', '"x"'],
    ['Numbers', '[1, "x"]'],
    ['list<Grade>', '["C"]'],
    ['range<string>', '[1..2]'],
    ['Grade', '"C"'],
    ['Grade List', '["A", "C"]'],
    ['Few', '[1, 2, 3]'],
    ['Person', '{name: "x"}'],
    ['Person', '{name: "x", age: "1"}'],
    ['Amount', '100.01'],
    ['date and time', '"2026-01-31T00:00:00"'],
    ['Callback', '1'],
  ])('of type %s may not be %s', (type, feel) => {
    const { feel: value, problems } = sound(dmn(TYPES + decision('d', literal(feel), {}, escapeXml(type)))).ask('d');
    expect(value).toBe('null');
    expect(problems).toMatchObject([{ code: 'type' }]);
  });

  it('of input data is checked once, before anything uses it', () => {
    const source = dmn(TYPES + inputData('who', 'Person') + decision('d', literal('[who, who]'), { inputs: ['who'] }));
    expect(sound(source).ask('d', '{who: 1}')).toMatchObject({ feel: '[null, null]', problems: [{ code: 'type' }] });
  });
});

describe('an item definition', () => {
  it('brings the names inside its values', () => {
    const types = item(
      'Order',
      component('net total', 'number') +
        `<itemComponent name="ship-to">${component('post code', 'string')}</itemComponent>`,
    );
    const source = dmn(
      types +
        inputData('The order', 'Order') +
        decision('d', literal('[The order.net total * 2, The order.ship-to.post code]'), { inputs: ['The order'] }),
    );
    expect(sound(source).ask('d', '{The order: {net total: 2, ship-to: {post code: "x"}}}')).toEqual({
      feel: '[4, "x"]',
      problems: [],
    });
  });

  it.each<[string, string]>([
    ['dmn-unknown-type', decision('d', literal('1'), {}, 'Nothing')],
    ['dmn-unknown-type', item('T', ref('Nothing'))],
    ['dmn-type-cycle', item('T', ref('U')) + item('U', ref('T'))],
    ['dmn-type-cycle', item('T', component('inner', 'T'))],
    ['feel-syntax', item('T', ref('number') + allowed('[1..'))],
    [
      'dmn-type-too-large',
      Array.from({ length: 30 }, (_, at) =>
        item(`T${at}`, at === 0 ? ref('number') : component('a', `T${at - 1}`) + component('b', `T${at - 1}`)),
      ).join(''),
    ],
    [
      'dmn-type-too-large',
      Array.from({ length: 5000 }, (_, at) =>
        item(`T${5000 - at}`, at === 4999 ? ref('number') : ref(`T${4999 - at}`)),
      ).join(''),
    ],
  ])('with a fault is found: %s', (code, body) => {
    expect(new Set(compile(dmn(body)).findings.map((finding) => finding.code))).toEqual(new Set([code]));
  });

  it('may have the name of an object member', () => {
    const source = dmn(
      item('__proto__', component('constructor', 'number')) +
        decision('d', literal('{constructor: 1}'), {}, '__proto__'),
    );
    expect(sound(source).ask('d').feel).toBe('{constructor: 1}');
  });
});

describe('FEEL', () => {
  it.each<[string, string]>([
    ['{name: "x", age: 1} instance of Person', 'true'],
    ['{name: "x"} instance of Person', 'false'],
    ['null instance of Person', 'false'],
    ['"C" instance of Grade', 'false'],
    ['[{name: "x", age: 1}] instance of list<Person>', 'true'],
    ['{who: 5} instance of context<who: Person>', 'false'],
    ['["A"] instance of Grade List', 'true'],
    ['(function(p: Person) p.age)({name: "x", age: 7})', '7'],
    ['(function(all: Numbers) count(all))(5)', '1'],
    ['{age: 1, name: "x"} instance of lib.Person', 'true'],
  ])('knows the types of the model: %s is %s', (text, feel) => {
    const lib = `<import name="lib" namespace="urn:lib" importType="https://www.omg.org/spec/DMN/20230324/MODEL/"/>`;
    const document = dmn(lib + TYPES + decision('d', literal(text)));
    expect(sound(document, () => dmn(TYPES, 'urn:lib')).ask('d')).toEqual({ feel, problems: [] });
  });

  it('does not know others', () => {
    const { findings, ask } = compile(dmn(TYPES + decision('d', literal('1 instance of Persn'))));
    expect(findings).toMatchObject([{ code: 'feel-unsupported', line: 2 }]);
    expect(findings[0]?.message).toContain('There is no type "Persn"');
    expect(ask('d').feel).toBe('null');
  });
});
