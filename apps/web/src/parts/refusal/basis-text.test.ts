import { basisText } from '@quanheng/policy';
import { basisInEnglish } from './basis-text.js';

test('each article is told in English, with how sure one is of it', () => {
  const marks = ['C:GPL', 'R', 'C2:bbz', 'D', null];
  const basis = basisText(marks.map((mark, index) => ({ article: `条${index}`, mark })));
  expect(basisInEnglish(basis, (text) => text.replace('条', 'Article '))).toBe(
    'Article 0; Article 1 (a default that the unit sets); after Article 2; Article 3 (a rule of internal control); Article 4',
  );
});
