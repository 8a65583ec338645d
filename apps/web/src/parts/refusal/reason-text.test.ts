import { listed, reasonInEnglish } from './reason-text.js';

const TEXTS: Readonly<Record<string, string>> = {
  部门复核: 'Department review',
  付款: 'Payment',
  '发票、收据': 'Receipts',
};
const tell = (text: string): string => TEXTS[text] ?? text;

test('a refusal is told in English by its code, with the names of steps as the process is told', () => {
  const parameters = { a: '部门复核', b: '付款', posts: '财务处长、会计' };
  const reason = { code: 'SOD_SAME_PERSON', message: '本件“部门复核”由您办理……', parameters };
  expect(reasonInEnglish(reason, tell)).toBe(
    'You did “Department review” in this matter; “Payment” is for somebody else. It can be done by 财务处长, 会计.',
  );
});

test('a refusal whose code has no text keeps the words of the server', () => {
  expect(reasonInEnglish({ code: 'toString', message: '不行' }, tell)).toBe('不行');
});

test('each name of a list is told, in quotes or without, and a text that is itself a list as a whole', () => {
  expect(listed('“部门复核”、“付款”', tell)).toBe('“Department review”, “Payment”');
  expect(listed('付款、别的', tell)).toBe('Payment, 别的');
  expect(listed('发票、收据', tell)).toBe('Receipts');
});
