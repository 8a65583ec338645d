import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import { contextOf, newContext } from './context.js';
import { equal } from './equality.js';
import { evaluate } from './testing/evaluating.js';
import { FeelFunction } from './function.js';
import { normalise } from './numbers.js';
import { fromWire, toPlainJson, toWire } from './wire.js';
import type { FeelValue } from './values.js';

function roundTrip(value: FeelValue): FeelValue {
  const wired = toWire(value);
  if (!wired.ok) throw new Error(wired.message);
  const read = fromWire(JSON.parse(JSON.stringify(wired.value)));
  if (!read.ok) throw new Error(read.message);
  return read.value;
}

const name = fc.oneof(fc.string(), fc.constantFrom('$feel', '__proto__', 'constructor', 'value', 'entries', '金额'));
const leaf = fc.oneof(
  fc.constant(null),
  fc.boolean(),
  fc.string({ unit: 'binary' }),
  fc.integer(),
  fc
    .tuple(fc.bigInt({ min: -(10n ** 33n), max: 10n ** 33n }), fc.integer({ min: -40, max: 40 }))
    .map(([digits, exponent]) => {
      return normalise(new Decimal(`${digits}e${exponent}`)) ?? 0;
    }),
  fc
    .constantFrom(
      ...['@"2026-03-01"', '@"10:20:30.5"', '@"10:20:30@Asia/Shanghai"', '@"2026-03-01T10:20:30+08:00"', '@"-P1DT1S"'],
      ...['@"P1Y2M"', '@"P0D"', '@"P0M"', '[1..5)', '(< 3)', '["a".."b"]', '[@"2026-01-01"..@"2026-02-01"]'],
    )
    .map((source) => evaluate(source).value),
);
const { value: anyValue } = fc.letrec<{ value: FeelValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    leaf,
    fc.array(tie('value')),
    fc.array(fc.tuple(name, tie('value'))).map((entries): FeelValue => contextOf(entries)),
  ),
}));

describe('the wire', () => {
  test('loses nothing', () => {
    fc.assert(
      fc.property(anyValue, (value) => {
        const back = roundTrip(value);
        expect(equal(back, value)).toBe(true);
        expect(toWire(back)).toEqual(toWire(value));
      }),
    );
  });

  test('is plain for plain values', () => {
    expect(toWire(contextOf([['a', [1, 'x', null, true]]]))).toEqual({ ok: true, value: { a: [1, 'x', null, true] } });
  });

  test('tags what JSON lacks', () => {
    const { value } = evaluate('[12345678901234567890, @"2026-03-01", (> 1), {"$feel": 1}]');
    expect(JSON.stringify(toWire(value))).toBe(
      '{"ok":true,"value":[{"$feel":"number","value":"12345678901234567890"},{"$feel":"date","value":"2026-03-01"},' +
        '{"$feel":"range","start":1,"startIncluded":false,"end":null,"endIncluded":false},' +
        '{"$feel":"context","entries":[["$feel",1]]}]}',
    );
  });

  test('refuses functions, and says where', () => {
    const value = contextOf([['orders', [1, contextOf([['rule', new FeelFunction([], () => null)]])]]]);
    expect(toWire(value)).toMatchObject({ ok: false, path: 'orders[2].rule' });
  });

  test('refuses what is too deep, both ways', () => {
    let deep: FeelValue = 1;
    for (let i = 0; i < 100_000; i++) deep = [deep];
    expect(toWire(deep)).toMatchObject({ ok: false, message: expect.stringContaining('500 levels') });
    expect(fromWire(deep)).toMatchObject({ ok: false, message: expect.stringContaining('500 levels') });
  });

  test('numbers of other origin are their shortest decimals', () => {
    expect(fromWire(0.3)).toEqual({ ok: true, value: 0.3 });
    expect(fromWire(-0)).toEqual({ ok: true, value: 0 });
    expect(fromWire(0.1 + 0.2)).toEqual({ ok: true, value: normalise(new Decimal('0.30000000000000004')) });
  });

  test.each([
    [NaN, ''],
    [Infinity, ''],
    [undefined, ''],
    [[() => 1], '[1]'],
    [{ a: 10n }, 'a'],
    [{ $feel: 'date', value: '2026-02-30' }, ''],
    [{ $feel: 'date', value: 5 }, ''],
    [{ $feel: 'number', value: 'x' }, ''],
    [{ a: [{ $feel: 'nonsense' }] }, 'a[1]'],
    [{ $feel: 'context', entries: [['a']] }, ''],
    [{ $feel: 'context' }, ''],
    [{ $feel: 'range', start: 1, end: 2 }, ''],
    [{ $feel: null }, ''],
    [{ $feel: 'number', value: '1', more: 1 }, ''],
    [{ $feel: 'range', start: 1, startIncluded: true, end: 5, endIncluded: true, more: 1 }, ''],
    [{ $feel: 'context', entries: [], more: 1 }, ''],
    // Two readers could take one or the other.
    [
      {
        $feel: 'context',
        entries: [
          ['a', 1],
          ['a', 2],
        ],
      },
      '',
    ],
  ])('refuses %p', (wire, path) => {
    expect(fromWire(wire)).toMatchObject({ ok: false, path });
  });

  test('repeats no more of what it refuses than is needed to know it', () => {
    const read = fromWire({ $feel: 'number', value: '9'.repeat(100_000) });
    expect(read.ok ? '' : read.message).toMatch(/^"9{59}\.\.\. is no number\.$/);
  });

  test('reads hostile objects without harm', () => {
    const read = fromWire(JSON.parse('{"__proto__": {"polluted": 1}, "constructor": 2}'));
    expect(read.ok && Object.keys(read.value as object)).toEqual(['__proto__', 'constructor']);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    expect(Object.getPrototypeOf(newContext())).toBeNull();
  });
});

describe('toPlainJson', () => {
  test('shows every value', () => {
    const { value } = evaluate(
      '{n: 0.1, big: 12345678901234567890, d: @"2026-03-01", p: @"P1D", r: [1..5), f: function(x, y) x, l: [null, "a"]}',
    );
    expect(JSON.parse(JSON.stringify(toPlainJson(value)))).toEqual({
      n: 0.1,
      big: '12345678901234567890',
      d: '2026-03-01',
      p: 'P1D',
      r: '[1..5)',
      f: 'function(x, y)',
      l: [null, 'a'],
    });
  });

  test('does not run out of stack', () => {
    let deep: FeelValue = 1;
    for (let i = 0; i < 100_000; i++) deep = [deep];
    expect(JSON.stringify(toPlainJson(deep))).toContain('"..."');
  });
});
