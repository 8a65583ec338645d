import { recordId, recordIds } from './keys.js';

test.each([
  ['full width', '２６１３０００１'],
  ['blanks', ' 2613 0001　'],
  ['characters that nobody sees', '2613\u200b0001\ufeff\u00ad'],
  ['the word for number before it', 'No.26130001'],
  ['its sign, with a blank', '№ 26130001'],
  ['the Chinese word', '号码：26130001'],
])('%s makes no other invoice of it', (_, written) => {
  expect(recordId('invoice', written)).toBe('26130001');
});

test('small letters make no other invoice of it, and a name that begins with No stays', () => {
  expect(recordId('invoice', 'dz-26a')).toBe('DZ-26A');
  expect(recordId('category', '办公 家具')).toBe(recordId('category', '办公家具'));
  expect(recordId('category', 'Notebook')).toBe('NOTEBOOK');
});

test('what a register has is named as the register writes it', () => {
  expect(recordId('contract', ' ｂ-1 a\u200b')).toBe('b-1 a');
});

test('of several in one datum each is one, however they are separated, and each once', () => {
  expect(recordIds('invoice', 'No. 26130001、№26130002; 26130003\n２６１３０００１')).toEqual([
    '26130001',
    '26130002',
    '26130003',
  ]);
  expect(recordIds('invoice', ' \u200b')).toEqual([]);
});
