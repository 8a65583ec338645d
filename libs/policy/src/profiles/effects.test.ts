import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { effectOf } from '../model/index.js';
import { effectsUnder, governing, processOf, profilesOver, readProfile, type Profile, type Profiles } from './index.js';

const FILE = join(__dirname, '../../../../processes/profiles/reimbursement.json');
function profile(name: string, over: object = {}): Profile {
  const { profile: read, problems } = readProfile({ ...JSON.parse(readFileSync(FILE, 'utf8')), name, ...over });
  if (read === undefined) throw new Error(problems.join());
  return read;
}
const named = (...profiles: readonly Profile[]): Profiles => new Map(profiles.map((each) => [each.name, each]));
const NONE = { control: null, duties: [], form: null };

describe('what handlers and forms do', () => {
  const orders = profile('orders', { effectOf: { 'form:order': 'payment', bank: 'payment' } });

  test('is said by the installation, else by any profile', () => {
    const effects = effectsUnder((key) => (key === 'bank' ? 'contract' : undefined), named(orders));
    expect(['bank', 'form:order', 'treasury-payment', 'order'].map(effects)).toEqual([
      ...['contract', 'payment', undefined, undefined],
    ]);
  });

  test('cannot be two things', () => {
    const other = profile('other', { effectOf: { 'form:order': 'contract' } });
    expect(() => effectsUnder(() => undefined, named(orders, other))).toThrow(
      'form:order does payment by the profile orders and contract by other',
    );
  });

  test('is what an activity does, whatever else it is; its duties count where no form tells, and not in a control', () => {
    const effects = effectsUnder(() => undefined, named(orders));
    const check = { kind: 'check' as const, acts: [], properties: [], basis: [] };
    expect(effectOf({ ...NONE, form: 'order' }, null, effects)).toBe('payment');
    expect(effectOf({ ...NONE, form: 'order', control: check }, null, effects)).toBe('payment');
    expect(effectOf({ ...NONE, duties: ['CONTRACT_SIGN'] }, null, effects)).toBe('contract');
    expect(effectOf({ ...NONE, duties: ['CONTRACT_SIGN'], control: check }, null, effects)).toBeUndefined();
    expect(effectOf({ ...NONE, form: 'note' }, 'bank', effects)).toBe('payment');
    expect(effectOf(undefined, 'bank', effects)).toBe('payment');
    expect(effectOf(undefined, null, effects)).toBeUndefined();
  });

  test('is governed by those profiles that say so', () => {
    const basis = [{ article: '本单位规定', mark: 'D' }];
    const keyElements = ['payment', 'contract'].map((effect) => ({ effect, data: 'price', name: '成交价', basis }));
    const buying = profile('buying', { effects: ['payment', 'contract'], keyElements });
    expect(governing('contract', named(orders, buying)).map(({ name }) => name)).toEqual(['buying']);
    expect(governing('launch', named(orders, buying))).toEqual([]);
  });
});

describe('what an activity is under', () => {
  test('is the process in whose document it is drawn, however often that is called', () => {
    expect(['Pay', 'Called:Pay', 'Called@0123456789ab:Pay'].map((key) => processOf(key, 'Started'))).toEqual([
      ...['Started', 'Called', 'Called'],
    ]);
  });

  test('is its profile and that of the process that was started; a profile that is not there is none', () => {
    const one = profile('one');
    const two = profile('two');
    const bound: Readonly<Record<string, string>> = { Started: 'one', Called: 'two', Lost: 'gone' };
    const organisation = {
      fact: (_kind: string, id: string) => (bound[id] === undefined ? undefined : { data: { profile: bound[id] } }),
      facts: () => [],
    } as unknown as Parameters<typeof profilesOver>[2]['organisation'];
    const over = (key: string, started = 'Started'): string[] =>
      profilesOver(key, started, { organisation, at: 0, profiles: named(one, two) }).map(({ name }) => name);
    expect(over('Pay')).toEqual(['one']);
    expect(over('Called:Pay')).toEqual(['two', 'one']);
    expect(over('Lost:Pay')).toEqual(['one']);
    expect(over('Pay', 'Unbound')).toEqual([]);
  });
});
