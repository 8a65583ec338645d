import { BLOCK_TEXTS } from '@quanheng/policy';
import { OF_DATA, reasonsAgainst } from './curable.js';

const reason = (code: string) => ({ code, message: code });

test('a button is grey for what nobody can put right while acting, and then for all of it', () => {
  expect(reasonsAgainst({ may: true, reasons: [] })).toEqual([]);
  expect(reasonsAgainst({ may: false, reasons: [reason('OPINION_MISSING'), reason('AUTH_STRENGTH')] })).toEqual([]);
  const both = [reason('SOD_SAME_PERSON'), reason('OPINION_MISSING')];
  expect(reasonsAgainst({ may: false, reasons: both })).toEqual(both);
});

test('what is said of data does not grey the button of a form that is still being filled in', () => {
  const short = { may: false, reasons: [reason('DEMAND_NOT_MET')] };
  expect(reasonsAgainst(short)).toEqual(short.reasons);
  expect(reasonsAgainst(short, true)).toEqual([]);
  const stranger = { may: false, reasons: [reason('NOT_OFFERED'), reason('DEMAND_NOT_MET')] };
  expect(reasonsAgainst(stranger, true)).toEqual(stranger.reasons);
});

test('the policy has these codes', () => {
  expect([...OF_DATA].filter((code) => !Object.hasOwn(BLOCK_TEXTS, code))).toEqual([]);
});
