import { RESTRICTED_LINES } from '@quanheng/contracts';
import { formatValue } from '@quanheng/engine';
import type { ThresholdData } from '../ports/index.js';
import { changed, DAY, end, NEW_YEAR, office, post, put } from '../organisation/testing/office.js';
import { threshold, unitRule, type Threshold } from './index.js';

const BASIS = [{ article: '中央预算单位政府集中采购目录及标准', mark: 'R' }];
const openTender = (value: string, more: Partial<ThresholdData> = {}): ThresholdData => ({
  name: '公开招标数额标准',
  value,
  unit: 'CNY',
  basis: BASIS,
  ...more,
});
const MAY = NEW_YEAR + 120 * DAY;
const name = { key: 'openTender', jurisdiction: 'central' } as const;
const before = changed(office(), [put('threshold', 'openTender:central', openTender('2000000'))]);

const textOf = (found: Threshold): string | null => (found.status === 'set' ? formatValue(found.value) : null);

describe('a threshold', () => {
  test('is found by key, jurisdiction and the date of the business event', () => {
    const view = changed(before, [put('threshold', 'openTender:central', openTender('4000000.50'), { from: MAY })]);
    expect(threshold(view, name, MAY - 1, MAY)).toMatchObject({
      status: 'set',
      value: 2_000_000,
      unit: 'CNY',
      basis: BASIS,
    });
    const later = threshold(view, name, MAY, MAY);
    expect(textOf(later)).toBe('4000000.5');
    expect(threshold(view, { ...name, jurisdiction: '330000' }, MAY, MAY).status).toBe('unset');
  });

  test('of an object goes before the one for all', () => {
    const view = changed(before, [put('threshold', 'openTender:central:works', openTender('4000000'))]);
    const of = (objectType: string) => threshold(view, { ...name, objectType }, MAY, MAY);
    expect([of('works'), of('goods')]).toMatchObject([{ value: 4_000_000 }, { value: 2_000_000 }]);
  });

  test('keeps every digit', () => {
    const view = changed(before, [put('threshold', 'rate:central', openTender('123456789012345678.12345678'))]);
    const found = threshold(view, { key: 'rate', jurisdiction: 'central' }, MAY, MAY);
    expect(textOf(found)).toBe('123456789012345678.12345678');
  });

  test('that nobody has set is refused, and says whom to ask', () => {
    const unset = threshold(office(), name, MAY, MAY);
    expect(unset).toMatchObject({
      status: 'unset',
      reason: {
        code: 'RULE_NOT_CONFIGURED',
        message: '“openTender:central”限额尚未设置，请联系职权目录管理岗位。',
      },
    });
    const owned = changed(before, [post('catalogue', ['catalogueOwner'])]);
    expect(threshold(owned, name, NEW_YEAR - 1, MAY)).toMatchObject({
      reason: { message: '“公开招标数额标准”限额尚未设置，请联系岗位catalogue。' },
    });
  });

  test('acceptance test 17: an instance that began before a new threshold keeps the old one', () => {
    const [startedAt, nextStart] = [MAY - DAY, MAY + DAY];
    const view = changed(before, [put('threshold', 'openTender:central', openTender('4000000'), { from: MAY })], {
      at: MAY - 2 * DAY,
    });
    const muchLater = changed(
      view,
      [put('threshold', 'openTender:central', openTender('1'), { from: MAY + 9 * DAY })],
      { at: MAY + 9 * DAY },
    );
    const gone = changed(muchLater, [end('threshold', 'openTender:central', MAY + 20 * DAY)], { at: MAY + 20 * DAY });
    for (const version of [view, muchLater, gone]) {
      expect(threshold(version, name, startedAt, MAY + 20 * DAY)).toMatchObject({ value: 2_000_000 });
      expect(threshold(version, name, nextStart, MAY + 20 * DAY)).toMatchObject({ value: 4_000_000 });
    }
  });
});

describe('a rule of the unit', () => {
  test('is the product’s default until the unit says something', () => {
    const view = office();
    expect(unitRule(view, 'restrictedLines', MAY)).toEqual({ value: [...RESTRICTED_LINES], isSet: false, basis: [] });
    expect(unitRule(view, 'chairSpeaksLast', MAY).value).toBe(true);
    expect(unitRule(view, 'recusalDenominator', MAY).value).toBe('stay');
    expect(unitRule(view, 'filingCount', MAY).value).toBe('workingDays');
    expect(unitRule(view, 'chiefPosts', MAY).value).toEqual([]);
  });

  test('counts from the day it is valid', () => {
    const data = { value: ['finance', 'personnel', 'construction'], document: '办发〔2026〕3号', basis: BASIS };
    const view = changed(office(), [put('unitRule', 'restrictedLines', data, { from: MAY })]);
    expect(unitRule(view, 'restrictedLines', MAY - 1).value).toHaveLength(5);
    expect(unitRule(view, 'restrictedLines', MAY)).toEqual({ value: data.value, isSet: true, basis: BASIS });
  });
});
