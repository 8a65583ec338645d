import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import {
  add,
  compareNumbers,
  divide,
  equalNumbers,
  fromHostNumber,
  integerOf,
  multiply,
  negate,
  normalise,
  numberText,
  parseNumber,
  power,
  subtract,
  toDecimal,
  type FeelNumber,
} from './numbers.js';

const Reference = Decimal.clone({ precision: 34, rounding: Decimal.ROUND_HALF_EVEN, minE: -6176, maxE: 6144 });

/** Amounts, small and large numbers, and numbers with more digits than a double carries. */
const decimalText = fc
  .tuple(
    fc.bigInt({ min: -(10n ** 33n), max: 10n ** 33n }),
    fc.integer({ min: 0, max: 33 }),
    fc.integer({ min: -12, max: 12 }),
  )
  .map(([digits, shorten, exponent]) => `${digits / 10n ** BigInt(shorten)}e${exponent}`);

function read(text: string): FeelNumber {
  const value = parseNumber(text);
  if (value === null) throw new Error(`${text} is out of range`);
  return value;
}

describe('the representation', () => {
  test.each([
    ['0', 0],
    ['-0', 0],
    ['-0.0', 0],
    ['1e3', 1000],
    ['.5', 0.5],
    ['123456789012345', 123456789012345],
    ['1.50', 1.5],
    ['0.000000000000000000001', 1e-21],
  ])('%s is the JS number %d', (text, number) => {
    expect(Object.is(parseNumber(text), number)).toBe(true);
  });

  test.each(['1234567890123456', '0.1234567890123456', '1e300', '-12345678901234567890.5'])(
    '%s is a Decimal',
    (text) => {
      expect(read(text)).toBeInstanceOf(Decimal);
      expect(toDecimal(read(text)).equals(new Decimal(text))).toBe(true);
    },
  );

  test('literals beyond 34 digits are rounded half-even', () => {
    expect(numberText(read('1.0000000000000000000000000000000005'))).toBe('1');
    expect(numberText(read('1.0000000000000000000000000000000015'))).toBe('1.000000000000000000000000000000002');
  });

  test.each(['', ' ', '1.2.3', '0x10', 'Infinity', 'NaN', '1e', '--1', '1e6145', '9e999999999', '1_000', '١'])(
    'no number: %j',
    (text) => {
      expect(parseNumber(text)).toBeNull();
    },
  );

  test('a number of the host means its shortest decimal', () => {
    expect(fromHostNumber(-0)).toBe(0);
    expect(fromHostNumber(0.3)).toBe(0.3);
    expect(numberText(fromHostNumber(0.1 + 0.2) ?? 0)).toBe('0.30000000000000004');
    expect(fromHostNumber(2 ** 53)).toBeInstanceOf(Decimal);
    expect([NaN, Infinity, -Infinity].map(fromHostNumber)).toEqual([null, null, null]);
  });

  test('there is one representation for one number, and its text reads back to it', () => {
    fc.assert(
      fc.property(decimalText, (text) => {
        const value = read(text);
        expect(normalise(toDecimal(value))).toEqual(value);
        expect(typeof value === 'number').toBe(new Reference(text).sd() <= 15);
        expect(read(numberText(value))).toEqual(value);
      }),
    );
  });

  test('integers', () => {
    expect([integerOf(5), integerOf(5.5), integerOf(read('1e30')), integerOf(read('9007199254740991'))]).toEqual([
      5,
      null,
      null,
      9007199254740991,
    ]);
    expect(integerOf(read('9007199254740993'))).toBeNull();
  });
});

describe('arithmetic agrees with decimal.js', () => {
  const operations = {
    add: [add, (a: Decimal, b: Decimal) => a.plus(b)],
    subtract: [subtract, (a: Decimal, b: Decimal) => a.minus(b)],
    multiply: [multiply, (a: Decimal, b: Decimal) => a.times(b)],
    divide: [divide, (a: Decimal, b: Decimal) => a.div(b)],
  } as const;
  const amount = fc.tuple(fc.integer(), fc.integer({ min: 0, max: 8 })).map(([n, scale]) => `${n}e-${scale}`);

  test.each(Object.entries(operations))('%s', (_, [ours, theirs]) => {
    fc.assert(
      fc.property(fc.oneof(amount, decimalText), fc.oneof(amount, decimalText), (a, b) => {
        const expected = theirs(new Reference(a), new Reference(b));
        const actual = ours(read(a), read(b));
        if (!expected.isFinite()) expect(actual).toBeNull();
        else
          expect(actual === null ? null : toDecimal(actual).toString()).toBe(
            expected.isZero() ? '0' : expected.toString(),
          );
      }),
      { numRuns: 1000 },
    );
  });

  test('comparison', () => {
    fc.assert(
      fc.property(fc.oneof(amount, decimalText), fc.oneof(amount, decimalText), (a, b) => {
        const expected = new Reference(a).comparedTo(b);
        expect(Math.sign(compareNumbers(read(a), read(b)))).toBe(expected);
        expect(equalNumbers(read(a), read(b))).toBe(expected === 0);
      }),
    );
  });
});

describe('edges', () => {
  test('the examples that doubles get wrong', () => {
    expect(add(0.1, 0.2)).toBe(0.3);
    expect(multiply(1.1, 1.1)).toBe(1.21);
    expect(subtract(1, 0.9)).toBe(0.1);
    expect(multiply(1.005, 100)).toBe(100.5);
    expect(numberText(divide(1, 3) ?? 0)).toBe('0.3333333333333333333333333333333333');
    expect(numberText(add(999999999999999, 1) ?? 0)).toBe('1000000000000000');
  });

  test('a JS number with more than 15 digits is taken for the decimal that it shows', () => {
    expect(numberText(add(0.1 + 0.2, 0) ?? 0)).toBe('0.30000000000000004');
    expect(compareNumbers(0.1 + 0.2, 0.3)).toBe(1);
  });

  test('no negative zero', () => {
    for (const zero of [negate(0), multiply(-1, 0), add(-0.5, 0.5), divide(0, -3), multiply(0, -2.5)]) {
      expect(Object.is(zero, 0)).toBe(true);
    }
  });

  test('what has no result is null', () => {
    expect(divide(1, 0)).toBeNull();
    expect(divide(0, 0)).toBeNull();
    expect(power(0, -1)).toBeNull();
    expect(power(-1, 0.5)).toBeNull();
    expect(power(10, 7000)).toBeNull();
    expect(multiply(read('1e6000'), read('1e6000'))).toBeNull();
  });

  test.each([
    [2, 10, '1024'],
    [0, 0, '1'],
    [-2, 3, '-8'],
    [1.1, 2, '1.21'],
    [2, -1, '0.5'],
    [10, 20, '100000000000000000000'],
    [2, 0.5, '1.414213562373095048801688724209698'],
  ])('%d ** %d = %s', (a, b, text) => {
    const result = power(a, b);
    expect(result === null ? null : toDecimal(result).toFixed()).toBe(text);
  });
});

test.each([
  ['1e-7', '0.0000001'],
  ['-1.5e-7', '-0.00000015'],
  ['1e21', '1000000000000000000000'],
  ['1234567890123456789012345', '1234567890123456789012345'],
  ['1e34', '10000000000000000000000000000000000'],
  ['1e35', '1e35'],
  ['1e-35', '1e-35'],
  ['12e6000', '1.2e6001'],
])('%s is written %s', (text, written) => {
  expect(numberText(read(text))).toBe(written);
});
