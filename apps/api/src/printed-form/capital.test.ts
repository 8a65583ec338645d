import fc from 'fast-check';
import { capital, figures } from './capital.js';

test.each([
  ['1234', '壹仟贰佰叁拾肆元整'],
  ['0', '零元整'],
  ['0.05', '伍分'],
  ['0.50', '伍角整'],
  ['10', '壹拾元整'],
  ['100.05', '壹佰元零伍分'],
  ['1234.56', '壹仟贰佰叁拾肆元伍角陆分'],
  ['1001', '壹仟零壹元整'],
  ['10000', '壹万元整'],
  ['10001', '壹万零壹元整'],
  ['100010', '壹拾万零壹拾元整'],
  ['1000000', '壹佰万元整'],
  ['100000000', '壹亿元整'],
  ['100000001', '壹亿零壹元整'],
  ['107000.53', '壹拾万零柒仟元伍角叁分'],
  ['16409.02', '壹万陆仟肆佰零玖元零贰分'],
  ['-12', '负壹拾贰元整'],
  ['1680.320', '壹仟陆佰捌拾元叁角贰分'],
])('%s is %s', (amount, text) => expect(capital(amount)).toBe(text));

test.each(['', '1.234', 'abc', '1e3', '１２', '12345678901234567', '1,234', '--1', '.5'])(
  '%s is no amount',
  (amount) => {
    expect([capital(amount), figures(amount)]).toEqual([null, null]);
  },
);

test.each([
  ['1234', '1,234.00'],
  ['0.5', '0.50'],
  ['-1234567.89', '-1,234,567.89'],
])('%s in figures is %s', (amount, text) => expect(figures(amount)).toBe(text));

test('no two amounts are written alike, and what is written says the amount', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 10n ** 18n - 1n }), (cents) => {
      const text = `${cents / 100n}.${String(cents % 100n).padStart(2, '0')}`;
      expect(centsOf(capital(text)!)).toBe(cents);
    }),
  );
});

/** Reads it as somebody at a counter does. */
function centsOf(text: string): bigint {
  const of = (letter: string): bigint => BigInt('零壹贰叁肆伍陆柒捌玖'.indexOf(letter));
  const [, yuan = '', jiao = '', fen = ''] = /^(?:(.*)元)?(?:零)?(?:(.)角)?(?:(.)分)?整?$/.exec(text) ?? [];
  let [all, group, digit] = [0n, 0n, 0n];
  for (const letter of yuan) {
    const place = '拾佰仟'.indexOf(letter);
    const size = '万亿兆'.indexOf(letter);
    if (place >= 0) [group, digit] = [group + digit * 10n ** BigInt(place + 1), 0n];
    else if (size >= 0) [all, group, digit] = [all + (group + digit) * 10n ** BigInt(4 * (size + 1)), 0n, 0n];
    else digit = of(letter);
  }
  return (all + group + digit) * 100n + (jiao === '' ? 0n : of(jiao) * 10n) + (fen === '' ? 0n : of(fen));
}
