import { show } from '../testing/evaluating.js';

const variables = {
  list: [10, 20, 30],
  orders: [
    { id: 'a', amount: 5, 'unit price': 1 },
    { id: 'b', amount: 50, 'unit price': 2 },
    { id: 'c', amount: 500, 'unit price': 3 },
  ],
  limit: 20,
  person: { name: '张三', address: { city: '成都' } },
  nothing: null,
};

describe('filters', () => {
  test.each([
    ['list[1]', '10'],
    ['list[-1]', '30'],
    ['list[1 + 1]', '20'],
    ['list[item > 15]', '[20, 30]'],
    ['list[item > 100]', '[]'],
    ['list[true]', '[10, 20, 30]'],
    ['list[null]', '[]'],
    ['orders[amount > limit].id', '["b", "c"]'],
    ['orders[item.amount > limit][1].id', '"b"'],
    ['orders[unit price = 2].id', '["b"]'],
    ['orders[id = "a" or id = "c"].amount', '[5, 500]'],
    ['5[1]', '5'],
    ['5[item > 3]', '[5]'],
    ['null[1]', 'null'],
    ['null[item > 1]', 'null'],
    ['[][item > 1]', '[]'],
    ['[[1, 2], [3]][count(item) = 1]', '[[3]]'],
    ['[{item: 1}, {item: 2}][item = 2]', '[{item: 2}]'],
    ['[1, 2, 3][item > 1][item < 3]', '[2]'],
    ['{a: 1, r: [5, 1][item = a]}.r', '[1]'],
    // The entry of the filtered context comes before the variable outside, but not before one of its own.
    ['{amount: 0, r: orders[amount = 5].id}.r', '["a"]'],
    ['orders[some amount in [1] satisfies amount = 1].id', '["a", "b", "c"]'],
    ['orders[amount = max(orders.amount)].id', '["c"]'],
  ])('%s is %s', (source, expected) => {
    expect(show(source, variables)).toBe(expected);
  });

  test.each([
    ['list[4]', 'null !range'],
    ['list[0]', 'null !range'],
    ['list[-4]', 'null !range'],
    ['list[1.5]', 'null !range'],
    ['[][1]', 'null !range'],
    ['[][limit]', 'null !range'],
    ['list["a"]', '[] !type !type !type'],
    ['[1, "a"][item > 0]', '[1] !type'],
  ])('%s is %s', (source, expected) => {
    expect(show(source, variables)).toBe(expected);
  });
});

describe('paths', () => {
  test.each([
    ['person.name', '"张三"'],
    ['person.address.city', '"成都"'],
    ['orders.amount', '[5, 50, 500]'],
    ['orders.unit price', '[1, 2, 3]'],
    ['[].a', '[]'],
    ['@"2026-03-01".year', '2026'],
    ['@"2026-03-01".weekday', '7'],
    ['@"2026-03-01T10:20:30+08:00".time offset', '@"PT8H"'],
    ['@"P1Y2M".months', '2'],
    ['@"PT36H".days', '1'],
    ['[@"2026-03-01", @"2025-03-01"].year', '[2026, 2025]'],
    ['[1..5).start', '1'],
    ['[1..5).end included', 'false'],
    ['(> 5).start included', 'false'],
    ['(> 5).end', 'null'],
    ['{in: 1}.in', '1'],
  ])('%s is %s', (source, expected) => {
    expect(show(source, variables)).toBe(expected);
  });

  test.each([
    ['person.age', 'null !missing-variable'],
    ['nothing.age', 'null !missing-variable'],
    ['orders.colour', '[null, null, null] !missing-variable !missing-variable !missing-variable'],
    ['limit.x', 'null !type'],
    ['@"2026-03-01".hour', 'null !type'],
    ['"abc".length', 'null !type'],
    ['person.constructor', 'null !missing-variable'],
    ['person.toString', 'null !missing-variable'],
    ['person.__proto__', 'null !missing-variable'],
    ['list.length', '[null, null, null] !type !type !type'],
  ])('%s is %s', (source, expected) => {
    expect(show(source, variables)).toBe(expected);
  });
});

describe('contexts, lists and ranges', () => {
  test.each([
    ['{}', '{}'],
    ['[]', '[]'],
    ['{a: 1, b: a + 1, c: b * a}', '{a: 1, b: 2, c: 2}'],
    ['{"order total": 5, twice: order total * 2}', '{"order total": 5, twice: 10}'],
    ['{a: {b: 1}, c: a.b}', '{a: {b: 1}, c: 1}'],
    ['{a: 1, b: {a: 2, c: a}}.b.c', '2'],
    ['{"__proto__": 1, constructor: 2}', '{__proto__: 1, constructor: 2}'],
    ['{"__proto__": 1}.__proto__', '1'],
    ['[1, "a", [null]]', '[1, "a", [null]]'],
    ['[1..2]', '[1..2]'],
    [']1..2[', '(1..2)'],
    ['(1..2)', '(1..2)'],
    ['[ [1..2], 3 ]', '[[1..2], 3]'],
    ['(>= -1)', '(>= -1)'],
    ['(= 3)', '[3..3]'],
    ['[@"2026-01-01"..@"2026-02-01"]', '[@"2026-01-01"..@"2026-02-01"]'],
    ['[list[1]..list[2]]', '[10..20]'],
    [']list[1]..list[2][', '(10..20)'],
    [']1..list[2][ = (1..20)', 'true'],
    ['[1+1..2*3]', '[2..6]'],
  ])('%s is %s', (source, expected) => {
    expect(show(source, variables)).toBe(expected);
  });

  test('an entry that is given twice', () => {
    expect(show('{a: 1, "a": 2}')).toBe('null !argument');
  });

  test('a value that is read later cannot change what was read before', () => {
    expect(show('for x in [1, 2] return {a: x}')).toBe('[{a: 1}, {a: 2}]');
  });
});

describe('iteration', () => {
  test.each([
    ['for x in [1, 2] return x * 2', '[2, 4]'],
    ['for x in 1..3 return x', '[1, 2, 3]'],
    ['for x in 3..1 return x', '[3, 2, 1]'],
    ['for x in -1..1 return x', '[-1, 0, 1]'],
    ['for x in [1..3] return x', '[1, 2, 3]'],
    ['for x in (1..3) return x', '[2]'],
    ['for x in (1..1) return x', '[]'],
    ['for x in (1..2) return x', '[]'],
    ['for x in [1, 2], y in [10, 20] return x + y', '[11, 21, 12, 22]'],
    ['for x in [[1], [2, 3]], y in x return y', '[1, 2, 3]'],
    ['for x in 1..4 return if x = 1 then 1 else partial[-1] * x', '[1, 2, 6, 24]'],
    ['for x in 1..3 return count(partial)', '[0, 1, 2]'],
    ['for x in 1..2 return partial', '[[], [[]]]'],
    ['for order total in [1, 2] return order total', '[1, 2]'],
    ['for a-b in [1, 2] return a-b', '[1, 2]'],
    ['for x in 5 return x', '[5]'],
    ['for x in [] return x', '[]'],
    ['for d in @"2026-02-27"..@"2026-03-01" return d.day', '[27, 28, 1]'],
    ['for d in @"2026-03-01"..@"2026-02-28" return d.day', '[1, 28]'],
    ['for x in orders[amount > limit] return x.id', '["b", "c"]'],
    ['some x in [1, 2] satisfies x > 1', 'true'],
    ['some x in [] satisfies x > 1', 'false'],
    ['every x in [1, 2] satisfies x > 1', 'false'],
    ['every x in [] satisfies x > 1', 'true'],
    ['some x in [1, 2], y in [2, 3] satisfies x = y', 'true'],
    ['every x in 1..3 satisfies x < 4 and x > 0', 'true'],
    ['some x in [null, true] satisfies x', 'true'],
    ['some x in [null, false] satisfies x', 'null'],
    ['every x in [null, false] satisfies x', 'false'],
    ['every x in [null, true] satisfies x', 'null'],
    ['some x in 1..1000000000 satisfies x > 5', 'true'],
  ])('%s is %s', (source, expected) => {
    expect(show(source, variables)).toBe(expected);
  });

  test.each([
    ['for x in null return x', 'null !type'],
    ['for x in "a".."b" return x', 'null !type'],
    ['for x in 1.5..3 return x', 'null !type'],
    ['for x in (> 5) return x', 'null !type'],
    ['some x in missing satisfies x', 'null !missing-variable !type'],
    ['some x in [1] satisfies x', 'null !type'],
    ['for x in [1], y in null return x', 'null !type'],
  ])('%s is %s', (source, expected) => {
    expect(show(source, variables)).toBe(expected);
  });
});
