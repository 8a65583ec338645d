import { compile, sound } from '../testing/evaluate.js';
import { decision, dmn, inputData, literal } from '../testing/documents.js';

const entry = (name: string | null, logic: string): string =>
  `<contextEntry>${name === null ? '' : `<variable name="${name}"/>`}${logic}</contextEntry>`;
const branch = (name: string, feel: string): string => `<${name}>${literal(feel)}</${name}>`;
const binding = (name: string, logic: string): string => `<binding><parameter name="${name}"/>${logic}</binding>`;
const parameter = (name: string, typeRef?: string): string =>
  `<formalParameter name="${name}"${typeRef === undefined ? '' : ` typeRef="${typeRef}"`}/>`;

function knowledge(name: string, parameters: string, logic: string, attributes = ''): string {
  return `<businessKnowledgeModel id="${name}" name="${name}"><encapsulatedLogic ${attributes}>${parameters}${logic}</encapsulatedLogic></businessKnowledgeModel>`;
}

describe('a boxed', () => {
  it.each<[string, string, string]>([
    [
      'context sees earlier entries',
      `<context>${entry('单价 a-b', literal('2'))}${entry('total', literal('单价 a-b * 3'))}</context>`,
      '{"单价 a-b": 2, total: 6}',
    ],
    [
      'context gives its unnamed last entry',
      `<context>${entry('x', literal('2'))}${entry(null, literal('x + 1'))}</context>`,
      '3',
    ],
    [
      'context knows names inside earlier entries',
      `<context>${entry('order', `<context>${entry('net total', literal('7'))}</context>`)}${entry(null, literal('order.net total + 1'))}</context>`,
      '8',
    ],
    ['list', `<list>${literal('1')}${literal('"a"')}<list>${literal('true')}</list></list>`, '[1, "a", [true]]'],
    [
      'relation',
      `<relation><column name="a"/><column name="b c"/><row>${literal('1')}${literal('2')}</row><row>${literal('3')}${literal('4')}</row></relation>`,
      '[{a: 1, "b c": 2}, {a: 3, "b c": 4}]',
    ],
    [
      'conditional that holds',
      `<conditional>${branch('if', '1 < 2')}${branch('then', '"yes"')}${branch('else', '"no"')}</conditional>`,
      '"yes"',
    ],
    [
      'conditional on what is no boolean',
      `<conditional>${branch('if', '"abc"')}${branch('then', '"yes"')}${branch('else', '"no"')}</conditional>`,
      '"no"',
    ],
    ['filter by item', `<filter>${branch('in', '[1,2,3,4,5]')}${branch('match', 'item >= 3')}</filter>`, '[3, 4, 5]'],
    [
      'filter by entries of the items',
      `<filter>${branch('in', '[{a: 1}, {a: 2}]')}${branch('match', 'a = 2')}</filter>`,
      '[{a: 2}]',
    ],
    [
      'for',
      `<for iteratorVariable="一个 item">${branch('in', '[1,2]')}${branch('return', '一个 item * 2')}</for>`,
      '[2, 4]',
    ],
    [
      'for over a range, with partial results',
      `<for iteratorVariable="i">${branch('in', '[1..4]')}${branch('return', 'if i = 1 then 1 else i * partial[-1]')}</for>`,
      '[1, 2, 6, 24]',
    ],
    ['some', `<some iteratorVariable="i">${branch('in', '[1,2]')}${branch('satisfies', 'i > 1')}</some>`, 'true'],
    ['every', `<every iteratorVariable="i">${branch('in', '[1,2]')}${branch('satisfies', 'i > 1')}</every>`, 'false'],
    [
      'function in a context',
      `<context>${entry('square', `<functionDefinition>${parameter('n', 'number')}${literal('n * n')}</functionDefinition>`)}${entry(null, literal('square(5)'))}</context>`,
      '25',
    ],
    [
      'function that remembers its surroundings',
      `<context>${entry('k', literal('3'))}${entry('times', `<functionDefinition>${parameter('n')}${literal('n * k')}</functionDefinition>`)}${entry(null, literal('times(n: 4)'))}</context>`,
      '12',
    ],
    [
      'invocation of a built-in',
      `<invocation>${literal('substring')}${binding('string', literal('"abc"'))}${binding('start position', literal('2'))}</invocation>`,
      '"bc"',
    ],
    ['empty literal', '<literalExpression><text/></literalExpression>', 'null'],
  ])('%s', (_what, logic, expected) => {
    expect(sound(dmn(decision('d', logic))).ask('d')).toEqual({ feel: expected, problems: [] });
  });

  it('filter knows the names inside the items of a typed list', () => {
    const types = `<itemDefinition name="Loan"><itemComponent name="interest rate"><typeRef>number</typeRef></itemComponent></itemDefinition><itemDefinition name="Loans" isCollection="true"><typeRef>Loan</typeRef></itemDefinition>`;
    const filter = `<filter>${branch('in', 'Loans offered')}${branch('match', 'interest rate > 2')}</filter>`;
    const source = dmn(
      types + inputData('Loans offered', 'Loans') + decision('d', filter, { inputs: ['Loans offered'] }),
    );
    expect(sound(source).ask('d', '{Loans offered: [{interest rate: 1}, {interest rate: 3}]}')).toEqual({
      feel: '[{"interest rate": 3}]',
      problems: [],
    });
  });

  it.each(['"not a boolean"', '1', 'if item < 3 then true else "x"'])(
    'filter by %s, which is no condition, is null',
    (condition) => {
      const filter = `<filter>${branch('in', '[1, 2, 3]')}${branch('match', condition)}</filter>`;
      expect(sound(dmn(decision('d', filter))).ask('d')).toMatchObject({ feel: 'null', problems: [{ code: 'type' }] });
    },
  );

  it('expression of an unknown kind is a finding and null, never a wrong value', () => {
    const { findings, ask } = compile(
      dmn(decision('d', `<functionDefinition kind="PMML">${literal('1')}</functionDefinition>`)),
    );
    expect(findings).toMatchObject([{ code: 'dmn-unsupported' }]);
    expect(ask('d').feel).toBe(null);
    const java = compile(
      dmn(
        knowledge('f', parameter('x'), literal('1'), 'kind="Java"') +
          decision('d', literal('f(1)'), { knowledge: ['f'] }),
      ),
    );
    expect(java.ask('d')).toMatchObject({ feel: 'null', problems: [{ code: 'function' }] });
  });

  it('expression with a fault tells its place in the file', () => {
    const { findings, ask } = compile(dmn(`${decision('d', literal('1 +\n  * 2'))}\n${decision('e', literal('3'))}`));
    expect(findings).toMatchObject([{ code: 'feel-syntax', elementId: 'd', line: 3 }]);
    expect(ask('d').feel).toBe('null');
    expect(ask('e')).toEqual({ feel: '3', problems: [] });
  });

  it('expression that fails tells its place in the file', () => {
    const { ask } = compile(dmn(decision('d', literal('1 +\n 2 < "a"'))));
    expect(ask('d').problems).toMatchObject([
      { code: 'type', line: 3, message: expect.stringContaining('decision "d"') as string },
    ]);
  });
});

describe('a business knowledge model', () => {
  const PMT = knowledge(
    'monthly payment',
    parameter('loan amount', 'number') + parameter('months', 'number'),
    literal('loan amount / months'),
  );

  it('is called by FEEL, by position and by name', () => {
    const calls = decision('d', literal('[monthly payment(100, 4), monthly payment(months: 4, loan amount: 10)]'), {
      knowledge: ['monthly payment'],
    });
    expect(sound(dmn(PMT + calls)).ask('d')).toEqual({ feel: '[25, 2.5]', problems: [] });
  });

  it('is called by a boxed invocation', () => {
    const call = `<invocation>${literal('monthly payment')}${binding('months', literal('4'))}${binding('loan amount', literal('100'))}</invocation>`;
    expect(sound(dmn(PMT + decision('d', call, { knowledge: ['monthly payment'] }))).ask('d')).toEqual({
      feel: '25',
      problems: [],
    });
  });

  it.each([
    [
      'a wrong parameter',
      binding('month', literal('4')) + binding('loan amount', literal('1')),
      /no parameter "month"/,
    ],
    ['a missing parameter', binding('months', literal('4')), /not given its parameter "loan amount"/],
    [
      'an argument of the wrong type',
      binding('months', literal('4')) + binding('loan amount', literal('"x"')),
      /argument "loan amount" is not of type number/,
    ],
  ])('refuses a boxed invocation with %s', (_what, bindings, message) => {
    const call = `<invocation>${literal('monthly payment')}${bindings}</invocation>`;
    const { feel, problems } = compile(dmn(PMT + decision('d', call, { knowledge: ['monthly payment'] }))).ask('d');
    expect(feel).toBe('null');
    expect(problems[0]?.message).toMatch(message);
  });

  it('can be asked directly, with its parameters as input', () => {
    expect(sound(dmn(PMT)).ask('monthly payment', '{months: 5, loan amount: 10}')).toEqual({ feel: '2', problems: [] });
    expect(sound(dmn(PMT)).ask('monthly payment', '{months: 5}').problems[0]).toMatchObject({
      code: 'missing-variable',
    });
  });

  it('sees what it requires, and nothing of its caller', () => {
    const inner = knowledge('double', parameter('n'), literal('n * 2'));
    const outer = `<businessKnowledgeModel id="outer" name="outer"><encapsulatedLogic>${parameter('n')}${literal('[double(n), secret]')}</encapsulatedLogic><knowledgeRequirement><requiredKnowledge href="#double"/></knowledgeRequirement></businessKnowledgeModel>`;
    const source = dmn(
      inner +
        outer +
        inputData('secret') +
        decision('d', literal('outer(4)'), { inputs: ['secret'], knowledge: ['outer'] }),
    );
    expect(compile(source).ask('d', '{secret: 1}').feel).toBe('[8, null]');
  });

  it('has its result made of the type written at it', () => {
    const typed = knowledge('f', parameter('n'), literal('[n]'), 'typeRef="number"');
    expect(sound(dmn(typed + decision('d', literal('f(4)'), { knowledge: ['f'] }))).ask('d')).toEqual({
      feel: '4',
      problems: [],
    });
  });

  it('that goes on for ever is stopped', () => {
    const loop = `<context>${entry('f', `<functionDefinition>${parameter('g')}${literal('g(g)')}</functionDefinition>`)}${entry(null, literal('f(f)'))}</context>`;
    const { feel, problems } = compile(dmn(decision('d', loop))).ask('d');
    expect(feel).toBe('null');
    expect(problems).toMatchObject([{ code: 'limit' }]);
    const long = knowledge('slow', parameter('n'), literal('count(for i in 1..100000 return i)'));
    const many = compile(
      dmn(long + decision('d', literal('for i in 1..100000 return slow(i)'), { knowledge: ['slow'] })),
    ).ask('d');
    expect(many.feel).toBe('null');
    expect(many.problems[0]).toMatchObject({ code: 'limit' });
  });
});
