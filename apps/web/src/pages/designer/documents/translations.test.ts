import { translated, translationsOf } from './translations.js';

const SHOWN = new Set(['费用报销', '填写', 'A4', '支付']);

test('texts stand in the order of the process, with what lacks and what is superfluous; a code needs no translation', () => {
  expect(translationsOf({ 旧环节: 'Old step', 支付: 'Payment' }, SHOWN)).toEqual([
    { text: '费用报销', words: '', state: 'missing' },
    { text: '填写', words: '', state: 'missing' },
    { text: '支付', words: 'Payment', state: 'translated' },
    { text: '旧环节', words: 'Old step', state: 'superfluous' },
  ]);
  expect(translationsOf({ A4: 'A4 paper' }, SHOWN)[2]).toEqual({ text: 'A4', words: 'A4 paper', state: 'translated' });
});

test('a changed translation keeps its place, a new one comes last, and an emptied one goes', () => {
  const texts = { 支付: 'Pay', 填写: 'Fill in' };
  expect(translated(texts, '支付', 'Payment')).toBe('{\n  "支付": "Payment",\n  "填写": "Fill in"\n}\n');
  expect(JSON.parse(translated(texts, '费用报销', 'Claim'))).toEqual({ ...texts, 费用报销: 'Claim' });
  expect(JSON.parse(translated(texts, '填写', ' '))).toEqual({ 支付: 'Pay' });
});
