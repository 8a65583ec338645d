import fc from 'fast-check';
import { capitals, decimalOf, money } from './money.js';

describe('an amount', () => {
  it.each([
    ['0', '¥0.00', '零元整'],
    ['0.05', '¥0.05', '伍分'],
    ['0.5', '¥0.50', '伍角整'],
    ['10', '¥10.00', '壹拾元整'],
    ['1234.00', '¥1,234.00', '壹仟贰佰叁拾肆元整'],
    ['1004', '¥1,004.00', '壹仟零肆元整'],
    ['1200.05', '¥1,200.05', '壹仟贰佰元零伍分'],
    ['100000.5', '¥100,000.50', '壹拾万元伍角整'],
    ['10500', '¥10,500.00', '壹万零伍佰元整'],
    ['1000500', '¥1,000,500.00', '壹佰万零伍佰元整'],
    ['100000001', '¥100,000,001.00', '壹亿零壹元整'],
    ['12345678901.23', '¥12,345,678,901.23', '壹佰贰拾叁亿肆仟伍佰陆拾柒万捌仟玖佰零壹元贰角叁分'],
    ['1000200000000', '¥1,000,200,000,000.00', '壹万零贰亿元整'],
    ['-300.10', '-¥300.10', '负叁佰元壹角整'],
  ])('%s is %s, %s', (decimal, figures, words) => {
    expect([money(decimal), capitals(decimal)]).toEqual([figures, words]);
  });

  it.each(['', 'abc', '1e5', '1,000', '１２'])('%j is none', (text) => {
    expect([money(text), capitals(text)]).toEqual([null, null]);
  });

  it('has no name where there are thousandths, or more digits than names', () => {
    expect(capitals('1.005')).toBeNull();
    expect(capitals('1'.repeat(17))).toBeNull();
  });

  it('is another one under another name', () => {
    const spoken = (fen: number): string => capitals((fen / 100).toFixed(2)) ?? '';
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e9 }), fc.integer({ min: 1, max: 1e9 }), (one, other) => {
        expect(spoken(one) === spoken(other)).toBe(one === other);
        expect(spoken(one)).not.toMatch(/零零|零元.|零万|零亿|零$/);
      }),
    );
  });

  it('is read as the server writes it', () => {
    expect(decimalOf(1e-7)).toBe('0.0000001');
    expect(decimalOf(300_000.5)).toBe('300000.5');
    expect(decimalOf({ $feel: 'number', value: '12345678901234567890.12' })).toBe('12345678901234567890.12');
    for (const none of [null, undefined, '12', true, [1], { $feel: 'date', value: '2026-01-01' }]) {
      expect(decimalOf(none)).toBeNull();
    }
  });
});
