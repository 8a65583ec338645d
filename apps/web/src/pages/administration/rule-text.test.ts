import { ruleText } from './rule-text.js';

it('says rules of the unit in words, and keeps what has none', () => {
  const say = (key: string, values?: Readonly<Record<string, string | number>>): string =>
    `<${key}${values?.['count'] ?? ''}>`;
  expect(ruleText(['finance', 'grants'], say)).toBe('<finance>、grants');
  expect(ruleText([], say)).toBe('<nothing>');
  expect(ruleText(true, say)).toBe('<true>');
  expect(ruleText(10, say)).toBe('10');
  expect(ruleText({ contract: {} }, say)).toBe('<each1>');
  expect(ruleText({}, say)).toBe('<nothing>');
});
