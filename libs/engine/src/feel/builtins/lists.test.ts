import fc from 'fast-check';
import type { FeelValue } from '../values.js';
import { at, call, ctx, fun, invoke, num, problemOf } from './testing/calling.js';

type Row = readonly [string, readonly FeelValue[], FeelValue];

const isTwo = fun(['item', 'newItem'], (item) => item === 2);

describe('list functions', () => {
  it.each<Row>([
    ['list contains', [[1, 2, 3], 2], true],
    ['list contains', [[1, null], null], true],
    ['list contains', [[1, '2'], 2], false],
    ['list contains', [1, 1], true],
    ['list contains', [[at('2026-01-01T08:00:00+08:00')], at('2026-01-01T00:00:00Z')], true],
    ['count', [[1, 2, 3]], 3],
    ['count', [[]], 0],
    ['count', [[1, [2, 3]]], 2],
    ['count', [1], 1],
    ['min', [[1, 2, 3]], 1],
    ['min', [3, 1, 2], 1],
    ['max', [[]], null],
    ['max', ['a', 'c', 'b'], 'c'],
    ['max', [[num('0.12345678901234567890'), num('0.12345678901234567891')]], num('0.12345678901234567891')],
    ['min', [1], 1],
    ['max', [at('2026-01-01'), at('2025-01-01')], at('2026-01-01')],
    ['all', [[false, null, true]], false],
    ['all', [true, true], true],
    ['all', [[]], true],
    ['all', [[true, null]], null],
    ['any', [[false, null, true]], true],
    ['any', [[false, null]], null],
    ['any', [false], false],
    ['any', [[]], false],
    ['sublist', [[4, 5, 6], 1, 2], [4, 5]],
    ['sublist', [[4, 5, 6], 2], [5, 6]],
    ['sublist', [[4, 5, 6], -2], [5, 6]],
    ['sublist', [[4, 5, 6], -2, 1], [5]],
    ['append', [[1], 2, 3], [1, 2, 3]],
    ['append', [[], null], [null]],
    ['append', [1, [2]], [1, [2]]],
    ['append', [[1]], [1]],
    ['concatenate', [[1, 2], [3]], [1, 2, 3]],
    ['concatenate', [[1, [2]], 3], [1, [2], 3]],
    ['concatenate', [[]], []],
    ['insert before', [[1, 3], 1, 2], [2, 1, 3]],
    ['insert before', [[1, 3], -1, 2], [1, 2, 3]],
    ['insert before', [[1, 3], 2, null], [1, null, 3]],
    ['remove', [[1, 2, 3], 2], [1, 3]],
    ['remove', [[1, 2, 3], -1], [1, 2]],
    ['reverse', [[1, 2, 3]], [3, 2, 1]],
    ['index of', [[1, 2, 3, 2], 2], [2, 4]],
    ['index of', [[1, null], null], [2]],
    ['index of', [[1], 5], []],
    [
      'union',
      [
        [1, 2],
        [2, 3],
      ],
      [1, 2, 3],
    ],
    [
      'union',
      [
        [1, '1', null, 1],
        [null, true],
      ],
      [1, '1', null, true],
    ],
    ['distinct values', [[1, 2, 3, 2, 1]], [1, 2, 3]],
    ['distinct values', [[[1], [1], ctx({ a: 1 }), ctx({ a: 1 })]], [[1], { a: 1 }]],
    ['distinct values', [['true', true, 'null', null]], ['true', true, 'null', null]],
    ['flatten', [[[1, 2], [[3]], 4]], [1, 2, 3, 4]],
    ['flatten', [[]], []],
    ['list replace', [[1, 2, 3], 2, 9], [1, 9, 3]],
    ['list replace', [[1, 2, 3], -1, null], [1, 2, null]],
    ['list replace', [[1, 2, 2], isTwo, 9], [1, 9, 9]],
    ['list replace', [[], isTwo, 9], []],
  ])('%s(%j) = %j', (name, args, expected) => expect(call(name, ...args)).toEqual(expected));

  it.each<Row>([
    ['list contains', [null, 1], 'argument'],
    ['count', [null], 'argument'],
    ['count', [], 'argument'],
    ['min', [1, 'a'], 'type'],
    ['min', [[1, null]], 'type'],
    ['max', [[true]], 'type'],
    ['max', [null], 'argument'],
    ['min', [], 'argument'],
    ['all', [0], 'type'],
    ['any', [[false, 'x']], 'type'],
    ['any', [null], 'argument'],
    ['sublist', [[1, 2], 0], 'range'],
    ['sublist', [[1, 2], 3], 'range'],
    ['sublist', [[1, 2], -3], 'range'],
    ['sublist', [[1, 2], 1, 3], 'range'],
    ['sublist', [[1, 2], 1, 0], 'argument'],
    ['sublist', [[1, 2], '1'], 'argument'],
    ['sublist', [[1, 2], num('1e400')], 'argument'],
    ['append', [null, 1], 'argument'],
    ['concatenate', [[1], null], 'argument'],
    ['insert before', [[1], 2, 0], 'range'],
    ['insert before', [[], 1, 0], 'range'],
    ['insert before', [[1], 0, 0], 'range'],
    ['insert before', [[1], 1.5, 0], 'argument'],
    ['remove', [[1], 2], 'range'],
    ['remove', [[1], null], 'argument'],
    ['reverse', [null], 'argument'],
    ['index of', [null, null], 'argument'],
    ['union', [[1], null], 'argument'],
    ['flatten', [null], 'argument'],
    ['list replace', [[1], 2, 9], 'range'],
    ['list replace', [[1], 0, 9], 'range'],
    ['list replace', [[1], 'x', 9], 'argument'],
    ['list replace', [[1], fun(['a', 'b'], () => null), 9], 'type'],
    ['list replace', [[1], fun(['a'], () => true), 9], 'argument type'],
  ])('%s(%j) is null for a reason of kind %s', (name, args, code) => expect(problemOf(name, ...args)).toBe(code));

  it('flattens lists that nest deeper than the stack', () => {
    let nested: FeelValue = [1];
    for (let depth = 0; depth < 100_000; depth++) nested = [nested];
    expect(call('flatten', nested)).toEqual([1]);
  });

  it('works on 100,000 elements, and stops quadratic work at the limit', () => {
    const numbers = Array.from({ length: 100_000 }, (_, index) => index);
    expect(call('distinct values', numbers)).toHaveLength(100_000);
    const lists = numbers.slice(0, 5000).map((n) => [n]);
    expect(invoke('distinct values', [lists])).toMatchObject({ value: null, problems: [{ code: 'limit' }] });
    expect(invoke('concatenate', [numbers, numbers], { steps: 1000 })).toMatchObject({ value: null });
  });

  it('leaves its arguments alone', () => {
    const original: readonly FeelValue[] = Object.freeze([3, 1, 2]);
    for (const name of ['reverse', 'distinct values', 'flatten', 'mode', 'median']) call(name, original);
    call('insert before', original, 1, 0);
    call('list replace', original, 1, 0);
    expect(original).toEqual([3, 1, 2]);
  });
});

describe('statistics', () => {
  it.each<Row>([
    ['sum', [[1, 2, 3]], 6],
    ['sum', [0.1, 0.2], 0.3],
    ['sum', [1], 1],
    ['sum', [[]], null],
    ['mean', [[1, 2, 3]], 2],
    ['mean', [1, 2], 1.5],
    ['mean', [[]], null],
    ['product', [[2, 3, 4]], 24],
    ['product', [2, 3, 4], 24],
    ['product', [[]], null],
    ['median', [8, 2, 5, 3, 4], 4],
    ['median', [[6, 1, 2, 3]], 2.5],
    ['median', [[]], null],
    ['stddev', [2, 4, 7, 5], num('2.081665999466132735282297706979931')],
    ['stddev', [[47]], null],
    ['stddev', [47], null],
    ['stddev', [[]], null],
    ['stddev', [3, 3, 3], 0],
    ['mode', [6, 3, 9, 6, 6], [6]],
    ['mode', [[6, 1, 9, 6, 1]], [1, 6]],
    ['mode', [[]], []],
  ])('%s(%j) = %s', (name, args, expected) => expect(call(name, ...args)).toEqual(expected));

  it.each<Row>([
    ['sum', [[1, null]], 'type'],
    ['sum', [1, 'a'], 'type'],
    ['sum', [null], 'argument'],
    ['sum', [], 'argument'],
    ['mean', [[1, true]], 'type'],
    ['product', [num('1e6000'), num('1e6000')], 'range'],
    ['sum', [num('9e6144'), num('9e6144')], 'range'],
    ['median', ['a', 'b'], 'type'],
    ['stddev', [[1, 'a']], 'type'],
    ['mode', [[null]], 'type'],
  ])('%s(%j) is null for a reason of kind %s', (name, args, code) => expect(problemOf(name, ...args)).toBe(code));
});

describe('sort', () => {
  const ascending = fun(['x', 'y'], (x, y) => Number(x) < Number(y));

  it('sorts numbers as the host does', () => {
    fc.assert(
      fc.property(fc.array(fc.integer(), { maxLength: 50 }), (numbers) => {
        expect(call('sort', numbers, ascending)).toEqual(numbers.toSorted((a, b) => a - b));
      }),
    );
  });

  it('keeps the order of equal elements', () => {
    const pairs = fc.array(fc.tuple(fc.integer({ min: 0, max: 3 }), fc.integer()), { maxLength: 40 });
    const byFirst = fun(['x', 'y'], (x, y) => Number((x as number[])[0]) < Number((y as number[])[0]));
    fc.assert(
      fc.property(pairs, (list) => {
        expect(call('sort', list, byFirst)).toEqual(list.toSorted((a, b) => a[0] - b[0]));
      }),
    );
  });

  it('gives null for what is no order', () => {
    expect(
      problemOf(
        'sort',
        [2, 1],
        fun(['x', 'y'], () => null),
      ),
    ).toBe('type');
    expect(
      problemOf(
        'sort',
        [2, 1],
        fun(['x'], () => true),
      ),
    ).toBe('argument type');
    expect(problemOf('sort', [2, 1], 'x')).toBe('argument');
    expect(problemOf('sort', null, ascending)).toBe('argument');
    expect(invoke('sort', [[3, 2, 1], ascending], { steps: 2 }).value).toBeNull();
  });
});
