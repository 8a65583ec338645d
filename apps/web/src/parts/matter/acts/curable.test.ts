import { reasonsAgainst } from './curable.js';

const reason = (code: string) => ({ code, message: code });

test('a button is grey for what nobody can put right while acting, and then for all of it', () => {
  expect(reasonsAgainst({ may: true, reasons: [] })).toEqual([]);
  expect(reasonsAgainst({ may: false, reasons: [reason('OPINION_MISSING'), reason('AUTH_STRENGTH')] })).toEqual([]);
  const both = [reason('SOD_SAME_PERSON'), reason('OPINION_MISSING')];
  expect(reasonsAgainst({ may: false, reasons: both })).toEqual(both);
});
