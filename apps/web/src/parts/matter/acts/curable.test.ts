import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BLOCK_TEXTS } from '@quanheng/policy';
import { isForOthers, OF_DATA, OF_WHO, reasonsAgainst } from './curable.js';

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

test('whatever code a process tells a limit with is one of data', () => {
  const folder = join(__dirname, '../../../../../../processes');
  const drawn = readdirSync(folder).map((name) => join(folder, name, 'process.bpmn'));
  const codes = drawn
    .filter((file) => existsSync(file))
    .flatMap((file) => [...readFileSync(file, 'utf8').matchAll(/name="code" value="(\w+)"/g)]);
  expect(codes.length).toBeGreaterThan(10);
  expect(codes.map(([, code = '']) => code).filter((code) => !OF_DATA.has(code))).toEqual([]);
});

test('a step is others’ to do when the reason is who acts, and not when it is the moment', () => {
  expect(isForOthers([reason('FILING_TOO_LATE'), reason('QUORUM_NOT_MET')])).toBe(false);
  expect(isForOthers([reason('FILING_TOO_LATE'), reason('NOT_OFFERED')])).toBe(true);
});

test('the policy has these codes', () => {
  expect([...OF_DATA, ...OF_WHO].filter((code) => !Object.hasOwn(BLOCK_TEXTS, code))).toEqual([]);
});
