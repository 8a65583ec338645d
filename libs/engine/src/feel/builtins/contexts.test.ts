import type { FeelValue } from '../values.js';
import { call, ctx, problemOf } from './testing/calling.js';

type Row = readonly [string, readonly FeelValue[], FeelValue];

const xy = ctx({ x: 1, y: ctx({ a: 0 }) });

describe('context functions', () => {
  it.each<Row>([
    ['get value', [ctx({ key1: 'value1' }), 'key1'], 'value1'],
    ['get value', [ctx({ key1: 'value1' }), 'missing'], null],
    ['get value', [ctx({}), '__proto__'], null],
    ['get value', [ctx({}), 'constructor'], null],
    ['get entries', [ctx({})], []],
    [
      'get entries',
      [ctx({ a: 1, b: null })],
      [
        { key: 'a', value: 1 },
        { key: 'b', value: null },
      ],
    ],
    ['context', [[ctx({ key: 'a', value: 1 }), ctx({ key: 'b', value: 2, something: 'else' })]], { a: 1, b: 2 }],
    ['context', [ctx({ key: 'a', value: null })], { a: null }],
    ['context', [[]], {}],
    ['context put', [ctx({ x: 1 }), 'y', 2], { x: 1, y: 2 }],
    ['context put', [ctx({ x: 1, y: 0, z: 0 }), 'y', 2], { x: 1, y: 2, z: 0 }],
    ['context put', [ctx({ x: 1 }), ['y'], 2], { x: 1, y: 2 }],
    ['context put', [xy, ['y', 'a'], 2], { x: 1, y: { a: 2 } }],
    ['context put', [xy, ['y', 'b'], null], { x: 1, y: { a: 0, b: null } }],
    ['context merge', [[ctx({ x: 1 }), ctx({ y: 2 })]], { x: 1, y: 2 }],
    ['context merge', [[ctx({ x: 1, y: 0 }), ctx({ y: 2 })]], { x: 1, y: 2 }],
    ['context merge', [ctx({ x: 1 })], { x: 1 }],
    ['context merge', [[]], {}],
  ])('%s(%j) = %j', (name, args, expected) => {
    expect(JSON.parse(JSON.stringify(call(name, ...args)))).toEqual(expected);
  });

  it.each<Row>([
    ['get value', [null, 'a'], 'argument'],
    ['get value', [ctx({}), null], 'argument'],
    ['get value', [ctx({}), ['a', 'b']], 'argument'],
    ['get value', [[], 'a'], 'argument'],
    ['get entries', [null], 'argument'],
    ['get entries', ['x'], 'argument'],
    ['context', [null], 'argument'],
    ['context', [[ctx({ key: 'a', value: 1 }), ctx({ key: 'b' })]], 'argument'],
    ['context', [[ctx({ key: 1, value: 1 })]], 'argument'],
    ['context', [[1]], 'argument'],
    ['context', [[ctx({ key: 'a', value: 1 }), ctx({ key: 'a', value: 2 })]], 'argument'],
    ['context put', [null, 'y', 2], 'argument'],
    ['context put', [xy, null, 2], 'argument'],
    ['context put', [xy, [], 2], 'argument'],
    ['context put', [xy, ['y', 1], 2], 'argument'],
    ['context put', [xy, ['x', 'a'], 2], 'argument'],
    ['context put', [xy, ['missing', 'a'], 2], 'argument'],
    ['context put', [xy, 'y'], 'argument'],
    ['context merge', [[ctx({}), 1]], 'argument'],
    ['context merge', [null], 'argument'],
  ])('%s(%j) is null for a reason of kind %s', (name, args, code) => expect(problemOf(name, ...args)).toBe(code));

  it('keeps the order of entries, and leaves its arguments alone', () => {
    const original = ctx({ b: 1, a: 2 });
    expect(Object.keys(call('context put', original, 'b', 3) as object)).toEqual(['b', 'a']);
    expect(Object.keys(call('context put', original, 'c', 3) as object)).toEqual(['b', 'a', 'c']);
    expect(original).toEqual({ b: 1, a: 2 });
  });

  it('treats the names of prototypes as any others', () => {
    const put = call('context put', ctx({}), '__proto__', ctx({ polluted: true })) as object;
    expect(Object.keys(put)).toEqual(['__proto__']);
    expect(Object.getPrototypeOf(put)).toBeNull();
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    const built = call('context', [ctx({ key: '__proto__', value: 1 })]) as object;
    expect(Object.keys(built)).toEqual(['__proto__']);
  });
});
