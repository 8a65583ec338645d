import { compileExpression } from '../evaluate.js';
import { fault, show } from '../testing/evaluating.js';

describe('syntax errors say what was expected, and where', () => {
  test.each([
    ['', 'feel-syntax@1:1 Expected an expression, but the text ends (at the beginning).'],
    ['   ', 'feel-syntax@1:4 Expected an expression, but the text ends (at the beginning).'],
    ['1 +', 'feel-syntax@1:4 Expected a value after "+", but the text ends (after: 1 +).'],
    ['1 2', 'feel-syntax@1:3 Expected an operator or the end of the expression, but found "2" (after: 1).'],
    ['1; 2', 'feel-syntax@1:2 The character ";" has no meaning in FEEL at this place'],
    ['if a then b', 'feel-syntax@1:12 Expected "else" after the value of "then": "if" always needs an "else"'],
    ['if a else b', 'feel-syntax@1:6 Expected "then" after the condition of "if", but found "else"'],
    ['for x return 1', 'feel-syntax@1:7 Expected a variable followed by "in", but found "return"'],
    ['for x in l x', 'feel-syntax@1:13 Expected "return" after the iterators of "for"'],
    ['some x in l return x', 'feel-syntax@1:13 Expected "satisfies" after the iterators of "some", but found "return"'],
    ['[1, 2', 'feel-syntax@1:6 Expected "]" or a comma after the element of the list'],
    ['[1, ]', 'feel-syntax@1:5 Expected a value after the comma, but found "]"'],
    ['(1', 'feel-syntax@1:3 Expected ")" to close the parenthesis'],
    ['(1))', 'feel-syntax@1:4 Expected an operator or the end of the expression, but found ")"'],
    ['{a 1}', 'feel-syntax@1:4 Expected the name of an entry followed by ":", but found "1"'],
    ['{a: 1', 'feel-syntax@1:6 Expected "}" or a comma after the entry'],
    ['f(1', 'feel-syntax@1:4 Expected ")" or a comma after the argument'],
    ['f(1,)', 'feel-syntax@1:5 Expected an argument, but found ")"'],
    ['a.', 'feel-syntax@1:3 Expected a name after "."'],
    ['a[1', 'feel-syntax@1:4 Expected "]" to close the filter'],
    ['[1..', 'feel-syntax@1:5 Expected the upper end of the interval'],
    ['[1..2', 'feel-syntax@1:6 Expected "]", ")" or "[" to close the interval'],
    ['a between 1', 'feel-syntax@1:12 Expected "and" between the two ends of "between"'],
    ['a in', 'feel-syntax@1:5 Expected a value, a list, an interval or a test after "in"'],
    ['a instance number', 'feel-syntax@1:12 Expected "of" after "instance"'],
    ['a instance of 5', 'feel-syntax@1:15 Expected the name of a type'],
    ['a instance of list<number', 'feel-syntax@1:26 Expected ">" to close list<'],
    ['function(1) 2', 'feel-syntax@1:10 Expected a parameter followed by ":" or "," or ")"'],
    ['function(x, x) 2', 'feel-syntax@1:1 Two parameters are named "x"'],
    ['> 5', 'feel-syntax@1:1 Expected an expression, but found ">"'],
    ['x = > 5', 'feel-syntax@1:5 Expected a value after "=", but found ">"'],
    ['"abc', 'feel-syntax@1:1 This string has no closing quote'],
    ['1 /* abc', 'feel-syntax@1:3 This comment is not closed'],
    ['"\\U110000"', 'feel-syntax@1:2 The escape \\U110000 names no character'],
    ['@ "2026-01-01"', 'feel-syntax@1:3 Expected a string right after "@"'],
    ['@"2026-02-30"', 'feel-syntax@1:1 @"2026-02-30" is no date'],
    ['a，b', 'feel-syntax@1:2 "，" is a full-width character: write "," instead.'],
    ['金额＞100', 'feel-syntax@1:3 "＞" is a full-width character: write ">" instead.'],
    ['名称 = “张三”', 'feel-syntax@1:6 "“" does not delimit strings'],
    ['not true', 'feel-syntax@1:5 Expected an operator'],
    ['1 +\n\n  * 2', 'feel-syntax@3:3 Expected a value after "+", but found "*"'],
    ['1e6145', 'feel-unsupported@1:1 This number is out of range'],
    ['(!= 5)', 'feel-unsupported@1:1 "!=" describes no range'],
    ['function(x) external {}', 'feel-unsupported@1:13 External functions are not supported'],
    ['x instance of tMoney', 'feel-unsupported@1:15 There is no type "tMoney"'],
    ['f instance of function<number> -> number', 'feel-unknown-function'],
  ])('%j', (source, expected) => {
    if (expected === 'feel-unknown-function') expect(fault(source)).toContain('feel-unsupported@1:24');
    else expect(fault(source)).toContain(expected);
  });

  test('several faults of one text are all told', () => {
    const compiled = compileExpression('nofn(1) + nomore(2)');
    expect(compiled.ok ? [] : compiled.faults.map((f) => f.column)).toEqual([1, 11]);
  });
});

describe('texts', () => {
  test.each([
    ['"a\\"b"', '"a\\"b"'],
    ['"tab\\tnew\\nline"', '"tab\\tnew\\nline"'],
    ['"\\u4E2D\\U01F600"', '"中😀"'],
    ['"\\uD83D\\uDE00"', '"😀"'],
    ['"\\d+"', '"\\\\d+"'],
    ['"a\nb"', '"a\\nb"'],
    ['""', '""'],
    ['1 // one\n + /* two */ 2', '3'],
    ['1\u00A0+\u30002', '3'],
    ['"// no comment"', '"// no comment"'],
  ])('%j', (source, expected) => {
    expect(show(source)).toBe(expected);
  });
});

describe('names', () => {
  const values = {
    'order total': 5,
    'a-b': 7,
    a: 10,
    b: 1,
    金额: 3,
    '金额（元）': 8,
    'a and b': 9,
    'for sale': 4,
    'is it?': 6,
  };
  const names = {
    'order total': true,
    'a-b': true,
    a: true,
    b: true,
    '金额（元）': true,
    'a and b': true,
    'for sale': true,
    item: { 'net.price': true, 'x/y': { 'deep-er': true } },
  } as const;

  test.each([
    ['order total + 1', '6'],
    ['order   total', '5'],
    ['order /* x */ total', '5'],
    ['a-b', '7'],
    ['a - b', '7'],
    ['a -c', 'null !missing-variable !type'],
    ['a and b', '9'],
    ['金额（元） + 金额', '11'],
    ['for sale * 2', '8'],
    ['is it?', '6'],
    ['item.net.price', '2'],
    ['item.x/y.deep-er', '3'],
    ['[item][net.price = 2][1].x/y.deep-er', '3'],
    ['for i in [item] return i.net.price', '[2]'],
    ['{copy: item, r: copy.net.price}.r', '2'],
  ])('%s is %s', (source, expected) => {
    const variables = { ...values, item: { 'net.price': 2, 'x/y': { 'deep-er': 3 } } };
    expect(show(source, variables, { names })).toBe(expected);
  });

  test('without known names, operators are operators', () => {
    expect(show('a-b', values)).toBe('9');
    expect(show('order total', values)).toBe('5');
  });

  test('names of the text itself', () => {
    expect(show('{net-amount: 5, r: net-amount + 1}.r')).toBe('6');
    expect(show('{net-amount: 5}.net-amount')).toBe('5');
    expect(show('(function(net-amount) net-amount * 2)(net-amount: 4)')).toBe('8');
    expect(show('[{a.b: 1}][a.b = 1].a.b')).toBe('[1]');
    expect(show('{if: 1, null: 2, x: 3}.x')).toBe('3');
  });

  test('free variables, in order of first use', () => {
    const compiled = compileExpression('b + for x in list return x + a + order total + b');
    expect(compiled.ok && compiled.value.variables).toEqual(['b', 'list', 'a', 'order total']);
  });

  test('an entry of a filtered context is no free variable where it is known to be one', () => {
    const source = 'orders[amount > limit]';
    const known = compileExpression(source, { names: { orders: { amount: true } } });
    const unknown = compileExpression(source);
    expect(known.ok && known.value.variables).toEqual(['orders', 'limit']);
    expect(unknown.ok && unknown.value.variables).toEqual(['orders', 'amount', 'limit']);
  });
});
