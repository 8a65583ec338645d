import { compile, sound } from '../testing/evaluate.js';
import { decision, dmn, inputData, table, type Table } from '../testing/documents.js';

function model(definition: Table): string {
  const inputs = ['x', 'y'].filter((name) => new RegExp(`\\b${name}\\b`).test(JSON.stringify(definition)));
  return dmn(inputs.map((name) => inputData(name)).join('') + decision('d', table(definition), { inputs }));
}

const MATCHING = {
  inputs: ['x'],
  rules: [
    ['< 10', '"a"'],
    ['< 20', '"b"'],
    ['< 30', '"c"'],
  ],
};
const NUMBERS = {
  inputs: ['x'],
  outputs: [{}],
  rules: [
    ['> 1', '10'],
    ['> 2', '0.1'],
    ['> 3', '0.2'],
    ['> 3', '0.2'],
  ],
};
const PAIRS = {
  inputs: ['x'],
  outputs: [
    { name: 'risk', values: '"high", "low"' },
    { name: 'fee', values: '2, 1' },
  ],
};

describe('a decision table', () => {
  it.each<[string, Table, string, string]>([
    ['UNIQUE gives the one match', { ...MATCHING, outputs: [{}] }, '{x: 25}', '"c"'],
    [
      'ANY gives what all agree on',
      {
        policy: 'ANY',
        inputs: ['x'],
        outputs: [{}],
        rules: [
          ['> 1', '1.0'],
          ['> 2', '1'],
        ],
      },
      '{x: 3}',
      '1',
    ],
    ['FIRST gives the first match', { ...MATCHING, policy: 'FIRST', outputs: [{}] }, '{x: 15}', '"b"'],
    [
      'PRIORITY gives the value listed first',
      { ...MATCHING, policy: 'PRIORITY', outputs: [{ values: '"c", "b", "a"' }] },
      '{x: 5}',
      '"c"',
    ],
    [
      'PRIORITY ranks several outputs from the left',
      {
        policy: 'PRIORITY',
        ...PAIRS,
        rules: [
          ['-', '"low"', '2'],
          ['-', '"high"', '1'],
          ['-', '"high"', '2'],
        ],
      },
      '{x: 5}',
      '{risk: "high", fee: 2}',
    ],
    [
      'OUTPUT ORDER sorts by the listed values',
      { ...MATCHING, policy: 'OUTPUT ORDER', outputs: [{ values: '"b", "a", "c"' }] },
      '{x: 5}',
      '["b", "a", "c"]',
    ],
    [
      'RULE ORDER keeps the order of the rules',
      { ...MATCHING, policy: 'RULE ORDER', outputs: [{}] },
      '{x: 15}',
      '["b", "c"]',
    ],
    ['COLLECT gives all', { ...MATCHING, policy: 'COLLECT', outputs: [{}] }, '{x: 5}', '["a", "b", "c"]'],
    [
      'COLLECT gives contexts of several outputs',
      {
        policy: 'COLLECT',
        inputs: ['x'],
        outputs: [{ name: 'a' }, { name: 'b c' }],
        rules: [
          ['-', '1', '2'],
          ['-', '3', '4'],
        ],
      },
      '{x: 5}',
      '[{a: 1, "b c": 2}, {a: 3, "b c": 4}]',
    ],
    ['SUM adds exactly', { ...NUMBERS, policy: 'COLLECT SUM' }, '{x: 5}', '10.5'],
    ['MIN gives the least', { ...NUMBERS, policy: 'COLLECT MIN' }, '{x: 5}', '0.1'],
    ['MAX gives the greatest', { ...NUMBERS, policy: 'COLLECT MAX' }, '{x: 5}', '10'],
    [
      'MAX compares dates',
      {
        policy: 'COLLECT MAX',
        inputs: ['x'],
        outputs: [{}],
        rules: [
          ['-', 'date("2026-01-02")'],
          ['-', 'date("2026-01-01")'],
        ],
      },
      '{x: 5}',
      '@"2026-01-02"',
    ],
    ['COUNT counts every hit, equal ones too', { ...NUMBERS, policy: 'COLLECT COUNT' }, '{x: 5}', '4'],
    ['COUNT of nothing is 0', { ...NUMBERS, policy: 'COLLECT COUNT' }, '{x: 0}', '0'],
    ['COLLECT of nothing is an empty list', { ...NUMBERS, policy: 'COLLECT' }, '{x: 0}', '[]'],
    [
      'the default is given when nothing matches',
      { ...MATCHING, outputs: [{ fallback: '"none"' }] },
      '{x: 99}',
      '"none"',
    ],
    [
      'defaults of several outputs are a context',
      { ...PAIRS, outputs: [{ name: 'a', fallback: '1' }, { name: 'b' }], rules: [['> 9', '1', '1']] },
      '{x: 1}',
      '{a: 1, b: null}',
    ],
    [
      'all inputs of a rule must match',
      {
        inputs: ['x', 'y'],
        outputs: [{}],
        rules: [
          ['1', '1', '"no"'],
          ['1', '2', '"yes"'],
        ],
      },
      '{x: 1, y: 2}',
      '"yes"',
    ],
    [
      '"?" stands for the input',
      {
        inputs: ['x'],
        outputs: [{}],
        rules: [
          ['? * ? > 20 and ? > 0', '"big"'],
          ['not(? * ? > 20)', '"small"'],
        ],
      },
      '{x: 5}',
      '"big"',
    ],
    [
      'cells may use other variables',
      {
        inputs: ['x'],
        outputs: [{}],
        rules: [
          ['[y..y + 1]', 'x + y'],
          ['< y', '0'],
        ],
      },
      '{x: 5, y: 4}',
      '9',
    ],
    ['an empty cell is like "-"', { inputs: ['x'], outputs: [{}], rules: [['', '1']] }, '{x: 5}', '1'],
    [
      'null can be tested for',
      {
        inputs: ['x'],
        outputs: [{}],
        rules: [
          ['null', '"none"'],
          ['not(null)', '"some"'],
        ],
      },
      '{x: null}',
      '"none"',
    ],
    [
      'Chinese texts match',
      { inputs: ['x'], outputs: [{ name: '结论' }], rules: [['"公开招标","邀请招标"', '"合规"']] },
      '{x: "邀请招标"}',
      '"合规"',
    ],
  ])('%s', (_what, definition, input, expected) => {
    expect(sound(model(definition)).ask('d', input)).toEqual({ feel: expected, problems: [] });
  });

  it.each<[string, Table, string, RegExp]>([
    ['UNIQUE with two matches', { ...MATCHING, outputs: [{}] }, '{x: 5}', /rules 1, 2 and 3 all match/],
    [
      'ANY with different outputs',
      { ...MATCHING, policy: 'ANY', outputs: [{}] },
      '{x: 15}',
      /rules 2 and 3 match with different outputs/,
    ],
    ['no match', { ...MATCHING, outputs: [{}] }, '{x: 99}', /No rule/],
    [
      'PRIORITY with an output that is not listed',
      { ...MATCHING, policy: 'PRIORITY', outputs: [{ values: '"a"' }] },
      '{x: 5}',
      /not among the allowed output values/,
    ],
    [
      'an input that is not allowed',
      { inputs: [{ text: 'x', values: '[0..9]' }], outputs: [{}], rules: [['-', '1']] },
      '{x: 10}',
      /not among the allowed input values/,
    ],
    [
      'an output that is not allowed',
      { inputs: ['x'], outputs: [{ values: '"a","b"' }], rules: [['-', '"c"']] },
      '{x: 10}',
      /not among the allowed output values/,
    ],
    [
      'an input of the wrong type',
      { inputs: [{ text: 'x', type: 'number' }], outputs: [{}], rules: [['"a"', '1']] },
      '{x: "a"}',
      /not of type number/,
    ],
    [
      'an output of the wrong type',
      { inputs: ['x'], outputs: [{ type: 'number' }], rules: [['-', '"c"']] },
      '{x: 10}',
      /not of type number/,
    ],
    [
      'SUM over a null',
      {
        policy: 'COLLECT SUM',
        inputs: ['x'],
        outputs: [{}],
        rules: [
          ['-', '1'],
          ['-', 'null'],
        ],
      },
      '{x: 1}',
      /SUM needs a value/,
    ],
  ])('gives null and says why: %s', (_what, definition, input, message) => {
    const { feel, problems } = sound(model(definition)).ask('d', input);
    expect(feel).toBe('null');
    expect(problems.some((problem) => message.test(problem.message))).toBe(true);
    expect(problems.every((problem) => problem.line !== undefined && problem.message.includes('decision "d"'))).toBe(
      true,
    );
  });

  it('takes the priorities from the allowed values of the output type', () => {
    const type =
      '<itemDefinition name="Risk"><typeRef>string</typeRef><allowedValues><text>"high","low"</text></allowedValues></itemDefinition>';
    const rules = table({
      policy: 'PRIORITY',
      inputs: ['1'],
      outputs: [{ type: 'Risk' }],
      rules: [
        ['-', '"low"'],
        ['-', '"high"'],
      ],
    });
    expect(sound(dmn(type + decision('d', rules))).ask('d').feel).toBe('"high"');
  });

  it.each(['PRIORITY', 'OUTPUT ORDER'])('refuses %s without listed values, and gives no value', (policy) => {
    const { findings, ask } = compile(model({ ...MATCHING, policy, outputs: [{}] }));
    expect(findings).toMatchObject([{ code: 'dmn-hit-policy', severity: 'error' }]);
    expect(ask('d', '{x: 5}').feel).toBe('null');
  });

  it('reports a broken cell at its place, and gives null only where the cell is reached', () => {
    const { findings, ask } = compile(
      model({
        inputs: ['x', 'y'],
        outputs: [{}],
        rules: [
          ['1', '< < 2', '1'],
          ['2', '-', '"fine"'],
        ],
      }),
    );
    expect(findings).toMatchObject([{ code: 'feel-syntax', severity: 'error', elementId: 'd' }]);
    expect(ask('d', '{x: 2, y: 1}')).toEqual({ feel: '"fine"', problems: [] });
    const { feel, problems } = ask('d', '{x: 1, y: 1}');
    expect(feel).toBe('null');
    expect(problems[0]).toMatchObject({ code: 'function', line: findings[0]?.line });
  });

  it('decides among thousands of rules', () => {
    const rules = Array.from({ length: 2000 }, (_, index) => [`[${index * 10}..${index * 10 + 9}]`, `"${index}"`]);
    const { ask } = sound(model({ inputs: ['x'], outputs: [{}], rules }));
    expect(ask('d', '{x: 12345}')).toEqual({ feel: '"1234"', problems: [] });
  });
});
