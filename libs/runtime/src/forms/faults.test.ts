import type { WireValue } from '@quanheng/engine';
import { formFaults } from './faults.js';

const ENV = { at: Date.UTC(2026, 10, 21), zone: '+08:00' };
const field = (type: string, more: object = {}) => ({ id: 'F', type, key: 'x', label: '某项', ...more });
const told = (components: readonly object[], filled: Readonly<Record<string, WireValue>>, before = {}) =>
  formFaults(JSON.stringify({ type: 'default', components }), filled, before, ENV).map(({ message }) => message);
const toldOf = (component: object, value: WireValue) => told([component], { x: value });

test.each<[what: string, component: object, value: WireValue, said: string | null]>([
  ['nothing where something is required', field('textfield', { validate: { required: true } }), '', '“某项”须填写。'],
  ['nothing where nothing is', field('textfield', { validate: { minLength: 3 } }), '', null],
  ['a box that has to be ticked', field('checkbox', { validate: { required: true } }), false, '“某项”须填写。'],
  ['a box that may be left', field('checkbox'), false, null],
  ['text in a box', field('checkbox'), '是', '“某项”须是“是”或“否”。'],
  ['text for a number', field('number'), '12', '“某项”须是数字。'],
  ['a number', field('number', { validate: { min: 1, max: 9 } }), 9, null],
  ['too small a number', field('number', { validate: { min: 1 } }), 0, '“某项”不得小于 1。'],
  [
    'too large a number',
    field('number', { validate: { max: 9 } }),
    { $feel: 'number', value: '9.5' },
    '“某项”不得大于 9。',
  ],
  ['a bound in text, as the editor writes it', field('number', { validate: { min: '2' } }), 1, '“某项”不得小于 2。'],
  ['a bound that is none', field('number', { validate: { min: '', max: 'many' } }), 1, null],
  ['too many decimals', field('number', { decimalDigits: 2 }), 1.234, '“某项”最多 2 位小数。'],
  ['a fraction for an integer', field('number', { decimalDigits: 0 }), 1.5, '“某项”须是整数。'],
  ['a very small number', field('number', { decimalDigits: 2 }), 1e-9, '“某项”最多 2 位小数。'],
  ['a number that is too large for decimals', field('number'), 1e30, null],
  ['a number for text', field('textarea'), 7, '“某项”须是文字。'],
  ['too short a text', field('textfield', { validate: { minLength: 3 } }), '甲', '“某项”至少 3 个字符。'],
  ['too long a text', field('textfield', { validate: { maxLength: 2 } }), '甲乙丙', '“某项”最多 2 个字符。'],
  ['another form', field('textfield', { validate: { pattern: '^\\d+$' } }), '12a', '“某项”格式须符合 ^\\d+$。'],
  [
    'a pattern that is none',
    field('textfield', { validate: { pattern: '(' } }),
    'a',
    '“某项”的格式要求有误，请联系流程设计员。',
  ],
  ['no mailbox', field('textfield', { validate: { validationType: 'email' } }), 'me', '“某项”须是有效的电子邮箱。'],
  ['a mailbox', field('textfield', { validate: { validationType: 'email' } }), 'me@example.com', null],
  [
    'no telephone',
    field('textfield', { validate: { validationType: 'phone' } }),
    '110',
    '“某项”须是带国家代码的电话号码。',
  ],
  [
    'a choice that is none',
    field('select', { values: [{ value: 'a', label: '甲' }] }),
    'b',
    '“某项”须从给出的选项中选择。',
  ],
  ['a choice', field('radio', { values: [{ value: 'a', label: '甲' }] }), 'a', null],
  ['choices of the data', field('select', { valuesKey: 'list' }), 'b', null],
  [
    'several choices, one of them none',
    field('taglist', { values: [{ value: 'a' }] }),
    ['a', 'b'],
    '“某项”须从给出的选项中选择。',
  ],
  [
    'a choice where several are asked for',
    field('checklist', { values: [{ value: 'a' }] }),
    'a',
    '“某项”须从给出的选项中选择。',
  ],
  ['a day', field('datetime', { subtype: 'date' }), { $feel: 'date', value: '2026-03-01' }, null],
  ['a day as text', field('datetime', { subtype: 'date' }), '2026-03-01', null],
  ['a day that is none', field('datetime', { subtype: 'date' }), '2026-02-30', '“某项”须是日期，如 2026-01-31。'],
  ['no day', field('datetime'), '明天', '“某项”须是日期，如 2026-01-31。'],
  [
    'a day for a moment',
    field('datetime', { subtype: 'datetime' }),
    { $feel: 'date', value: '2026-03-01' },
    '“某项”须是日期和时间，如 2026-01-31 09:00。',
  ],
  ['a moment', field('datetime', { subtype: 'datetime' }), '2026-03-01T09:00:00+08:00', null],
  ['a time', field('datetime', { subtype: 'time' }), { $feel: 'time', value: '09:00:00' }, null],
  ['a number for a time', field('datetime', { subtype: 'time' }), 9, '“某项”须是时间，如 09:00。'],
  ['yesterday', field('datetime', { disallowPassedDates: true }), '2026-11-20', '“某项”不得早于今天。'],
  ['today', field('datetime', { disallowPassedDates: true }), '2026-11-21', null],
  [
    'a moment of yesterday',
    field('datetime', { subtype: 'datetime', disallowPassedDates: true }),
    { $feel: 'date and time', value: '2026-11-20T09:00:00+08:00' },
    '“某项”不得早于今天。',
  ],
  ['a day that is gone, where that may be', field('datetime'), '2020-01-01', null],
  ['what cannot be filled in', field('number', { readonly: true, validate: { required: true } }), null, null],
  ['what an expression locks', field('number', { disabled: '=x = null', validate: { required: true } }), null, null],
  ['a bound by an expression', field('number', { validate: { max: '=2 * 3' } }), 7, '“某项”不得大于 6。'],
])('%s', (_what, component, value, said) => {
  expect(toldOf(component, value)).toEqual(said === null ? [] : [said]);
});

test('dates and times are called by their own labels', () => {
  const day = { type: 'datetime', key: 'day', subtype: 'date', dateLabel: '公告日期', validate: { required: true } };
  const time = { type: 'datetime', key: 'time', subtype: 'time', timeLabel: '开标时间', validate: { required: true } };
  expect(told([day, time], {})).toEqual(['“公告日期”须填写。', '“开标时间”须填写。']);
});

test('what is hidden is not asked for, and what is in a group is', () => {
  const reason = { type: 'textfield', key: 'reason', label: '理由', validate: { required: true } };
  const group = { type: 'group', conditional: { hide: '=kind != "other"' }, components: [reason] };
  expect(told([group], { kind: 'usual' })).toEqual([]);
  expect(told([group], { kind: 'other' })).toEqual(['“理由”须填写。']);
});

test('what was filled in earlier need not be sent again, and may not be emptied', () => {
  const amount = field('number', { key: 'amount', label: '金额', validate: { required: true, min: 1 } });
  expect(told([amount], {}, { amount: 5 })).toEqual([]);
  expect(told([amount], { amount: null }, { amount: 5 })).toEqual(['“金额”须填写。']);
  expect(told([amount], { amount: 0 }, { amount: 5 })).toEqual(['“金额”不得小于 1。']);
});

test('what is no form asks for nothing', () => {
  expect(formFaults('{"type":"default"}', {}, {}, ENV)).toEqual([]);
  expect(formFaults('{"components":"none"}', {}, {}, ENV)).toEqual([]);
});
