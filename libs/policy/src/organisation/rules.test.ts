import type { OrganisationChange, Principal } from '../ports/index.js';
import { account, credential, delegation, department, faults, LATER, LATEST, TOKEN } from './testing/faults.js';
import { changed, DAY, end, hold, NEW_YEAR, office, person, post, put } from './testing/office.js';
import { OrganisationIndex } from './view.js';

const malformed: readonly (readonly [string, unknown, string])[] = [
  ['no change', [], 'changes'],
  ['an unknown change', [{ change: 'erase', kind: 'person', id: 'ann' }], 'changes.0.change'],
  [
    'an unknown kind',
    [put('person', 'p', { name: '甲' })].map((each) => ({ ...each, fact: { kind: 'robot' } })),
    'changes.0.fact.kind',
  ],
  ['an unknown field', [{ ...end('person', 'dan', LATER), by: 'me' }], 'changes.0'],
  ['an id with a colon', [end('person', 'person:dan', LATER)], 'changes.0.id'],
  ['a moment that is no number', [end('person', 'dan', '2026-01-01' as unknown as number)], 'changes.0.at'],
  ['a moment beyond the calendar', [end('person', 'dan', 1e15)], 'changes.0.at'],
  ['a name with a line break', [put('person', 'p', { name: '甲\n乙' })], 'changes.0.fact.data.name'],
  ['a name that turns the writing', [put('person', 'p', { name: '\u202e甲' })], 'changes.0.fact.data.name'],
  ['a blank name', [put('person', 'p', { name: ' ' })], 'changes.0.fact.data.name'],
  ['a login in capitals', [account('A', 'Ann')], 'changes.0.fact.data.login'],
  [
    'a person’s account without a person',
    [put('account', 'A', { kind: 'person', person: null, login: 'x' })],
    'changes.0.fact.data.person',
  ],
  [
    'a worker’s account with a person',
    [put('account', 'A', { kind: 'worker', person: 'bob', login: 'x' })],
    'changes.0.fact.data.person',
  ],
  [
    'a worker at an identity provider',
    [account('A', 'x', null, 'https://id.example#1')],
    'changes.0.fact.data.subject',
  ],
  ['an unknown role', [post('p', ['administrator'])], 'changes.0.fact.data.roles.0'],
  ['the role of workers at a post', [post('p', ['worker'])], 'changes.0.fact.data.roles.0'],
  ['a role twice', [post('p', ['staff', 'staff'])], 'changes.0.fact.data.roles'],
  ['a post without seats', [post('p', ['staff'], { seats: 0 })], 'changes.0.fact.data.seats'],
  [
    'a holding without a document',
    [put('holding', 'H', { person: 'dan', post: 'clerk', kind: 'formal', document: '' })],
    'changes.0.fact.data.document',
  ],
  ['a delegation to oneself', [delegation('D', 'ann', 'ann')], 'changes.0.fact.data.to'],
  [
    'a relation to oneself',
    [put('relation', 'R', { persons: ['ann', 'ann'], kind: '近亲属' })],
    'changes.0.fact.data.persons',
  ],
  [
    'a member twice',
    [
      put('body', 'B', {
        name: '组',
        members: [
          { person: 'ann', role: 'member' },
          { person: 'ann', role: 'chair' },
        ],
      }),
    ],
    'changes.0.fact.data.members',
  ],
  [
    'two chairs',
    [
      put('body', 'B', {
        name: '组',
        members: [
          { person: 'ann', role: 'chair' },
          { person: 'bob', role: 'chair' },
        ],
      }),
    ],
    'changes.0.fact.data.members',
  ],
  [
    'a line without departments',
    [put('leaderLine', 'L', { leader: 'chief', departments: [] })],
    'changes.0.fact.data.departments',
  ],
  ['a password in the clear', [credential('A-ann', 'secret')], 'changes.0.hash'],
];

const refused: readonly (readonly [string, readonly OrganisationChange[], readonly string[]])[] = [
  ['a validity that is empty', [person('eve', { to: NEW_YEAR })], ['empty-validity person:eve']],
  ['the end of what is not there', [end('person', 'nobody', LATER)], ['unknown-thing person:nobody']],
  [
    'a holding before its person begins',
    [person('eve', { from: LATER }), hold('eve', 'clerk')],
    ['missing-reference holding:H-eve-clerk'],
  ],
  [
    'a holding beyond its post',
    [post('p', [], { to: LATER }), hold('dan', 'p')],
    ['missing-reference holding:H-dan-p'],
  ],
  [
    'a gap in what is referred to',
    [person('eve', { to: LATER }), hold('eve', 'clerk'), person('eve', { from: LATER + 1 })],
    ['missing-reference holding:H-eve-clerk'],
  ],
  ['an account of nobody', [account('A-2', 'x', 'nobody')], ['missing-reference account:A-2']],
  ['a department under none', [department('X', 'NONE')], ['missing-reference department:X']],
  [
    'a post in no department',
    [put('post', 'p', { name: '岗', department: 'NONE', roles: [] })],
    ['missing-reference post:p'],
  ],
  [
    'a body of strangers',
    [put('body', 'B', { name: '组', members: [{ person: 'zoe', role: 'member' }] })],
    ['missing-reference body:B'],
  ],
  [
    'a line from no post to no department',
    [put('leaderLine', 'L', { leader: 'none', departments: ['NONE', 'FIN'] })],
    ['missing-reference leaderLine:L', 'missing-reference leaderLine:L'],
  ],
  ['a delegation to a stranger', [delegation('D', 'ann', 'zoe')], ['missing-reference delegation:D']],
  [
    'a relation with a stranger',
    [put('relation', 'R', { persons: ['ann', 'zoe'], kind: '近亲属' })],
    ['missing-reference relation:R'],
  ],
  ['the end of a person in office', [end('person', 'ann', LATER)], ['relied-on person:ann']],
  ['the end of a department with posts', [end('department', 'FIN', LATER)], ['relied-on department:FIN']],
  [
    'a later beginning of what is used earlier',
    [end('post', 'clerk', NEW_YEAR), post('clerk', ['staff'], { from: LATER })],
    ['relied-on post:clerk'],
  ],
  ['a login that is taken', [account('A-2', 'ann')], ['login-taken account:A-2']],
  [
    'a subject that is taken',
    [account('A-2', 'b1', 'bob', 'https://i.example#1'), account('A-3', 'b2', 'cyn', 'https://i.example#1')],
    ['subject-taken account:A-2', 'subject-taken account:A-3'],
  ],
  [
    'an account given to another',
    [put('account', 'A-ann', { kind: 'person', person: 'bob', login: 'ann' }, { from: LATER })],
    ['account-moved account:A-ann'],
  ],
  ['a credential for nobody', [credential('A-zoe')], ['credential-without-account account:A-zoe']],
  ['a token for a person', [credential('A-ann', TOKEN)], ['credential-of-other-kind account:A-ann']],
  ['a password for a worker', [account('W', 'w', null), credential('W')], ['credential-of-other-kind account:W']],
  [
    'a department above itself',
    [department('OFFICE', 'FIN')],
    ['department-circle department:OFFICE', 'department-circle department:FIN'],
  ],
  [
    'a department that comes to be above itself',
    [department('A', null), department('B', 'A'), department('A', 'B', LATER)],
    ['department-circle department:A', 'department-circle department:B'],
  ],
  [
    'a post held twice by one person',
    [hold('ann', 'clerk', { id: 'H2', kind: 'presiding', from: LATER })],
    ['held-twice holding:H2'],
  ],
  ['a second chief', [hold('dan', 'chief')], ['seats-exceeded post:chief']],
  [
    'a stand-in for good',
    [hold('dan', 'cashier', { kind: 'temporary' })],
    ['holding-without-end holding:H-dan-cashier'],
  ],
  [
    'fewer seats than holders',
    [
      hold('dan', 'cashier'),
      put('post', 'cashier', { name: '出纳', department: 'FIN', roles: [], seats: 1 }, { from: LATER }),
    ],
    ['seats-exceeded post:cashier'],
  ],
  [
    'a delegation made afterwards',
    [delegation('D', 'ann', 'bob', { from: NEW_YEAR - DAY, to: LATER })],
    ['missing-reference delegation:D', 'missing-reference delegation:D', 'delegation-backdated delegation:D'],
  ],
  [
    'a delegation without an end',
    [delegation('D', 'ann', 'bob', { from: NEW_YEAR, to: null })],
    ['delegation-without-end delegation:D'],
  ],
  ['an auditor’s post that does more', [post('audit', ['auditor', 'staff'])], ['administrator-post-mixed post:audit']],
  [
    'a post of two administrators',
    [post('p', ['systemAdministrator', 'auditor'])],
    ['administrator-post-mixed post:p'],
  ],
  [
    'an administrator that leads',
    [put('leaderLine', 'L', { leader: 'audit', departments: ['FIN'] })],
    ['administrator-post-mixed post:audit'],
  ],
  [
    'a leader that becomes an administrator',
    [
      put('leaderLine', 'L', { leader: 'p', departments: ['FIN'] }),
      post('p', []),
      post('p', ['auditor'], { from: LATER }),
    ],
    ['administrator-post-mixed post:p'],
  ],
  ['an administrator that is another too', [hold('ada', 'audit')], ['administrators-not-distinct person:ada']],
  ['an administrator with business', [hold('ada', 'clerk')], ['administrator-in-business person:ada']],
  [
    'an administrator with a post of no role',
    [post('p', []), hold('ada', 'p')],
    ['administrator-in-business person:ada'],
  ],
  [
    'somebody with business that becomes an administrator',
    [hold('ann', 'audit', { from: LATER })],
    ['administrator-in-business person:ann'],
  ],
  [
    'a post of business that becomes an administrator’s',
    [hold('bob', 'clerk'), post('clerk', ['auditor'], { from: LATER })],
    ['administrator-in-business person:bob'],
  ],
  [
    'an administrator in a body',
    [put('body', 'COMMITTEE', { name: '党委会', members: [{ person: 'aud', role: 'secretary' }] })],
    ['administrator-in-body person:aud'],
  ],
  ['an administrator that stands in', [delegation('D', 'ann', 'sec')], ['administrator-delegates person:sec']],
  ['an administrator that delegates', [delegation('D', 'sec', 'dan')], ['administrator-delegates person:sec']],
  [
    'somebody with a delegation that becomes an administrator',
    [delegation('D', 'dan', 'bob'), hold('dan', 'audit', { from: LATER - 1 })],
    ['administrator-delegates person:dan'],
  ],
  ['the last auditor’s end', [end('holding', 'H-aud-audit', LATER)], ['administrator-missing role:auditor']],
  [
    'an auditor’s post that is none any more',
    [post('audit', ['staff'], { from: LATER })],
    ['administrator-missing role:auditor'],
  ],
  [
    'a vacancy between two auditors',
    [end('holding', 'H-aud-audit', LATER), hold('dan', 'audit', { from: LATER + DAY })],
    ['administrator-missing role:auditor'],
  ],
];

const accepted: readonly (readonly [string, readonly OrganisationChange[]])[] = [
  ['the same again', [person('ann')]],
  [
    'a holding entered late',
    [person('eve', { from: NEW_YEAR - 900 * DAY }), department('OLD', null, NEW_YEAR - 900 * DAY)],
  ],
  ['an end together with what relies on it', [end('post', 'cashier', LATER), end('holding', 'H-bob-cashier', LATER)]],
  [
    'a login that became free',
    [
      end('account', 'A-ann', LATER),
      put('account', 'A-2', { kind: 'person', person: 'bob', login: 'ann' }, { from: LATER }),
    ],
  ],
  ['a second account of one person', [account('A-2', 'ann2', 'ann')]],
  ['a token for a worker', [account('W', 'w', null), credential('W', TOKEN)]],
  ['a successor on the day', [end('holding', 'H-cyn-chief', LATER), hold('dan', 'chief', { from: LATER })]],
  ['an acting chief beside the chief', [hold('dan', 'chief', { kind: 'presiding' })]],
  ['a stand-in until a day', [hold('dan', 'cashier', { kind: 'temporary', to: LATER })]],
  [
    'a handover of the audit',
    [
      end('holding', 'H-aud-audit', LATER),
      hold('dan', 'audit', { from: LATER }),
      hold('aud', 'clerk', { from: LATER }),
    ],
  ],
  ['a second auditor', [hold('dan', 'audit', { to: LATER })]],
  [
    'two departments that swap places',
    [department('A', null), department('B', 'A'), department('A', 'B', LATER), department('B', null, LATER)],
  ],
  ['a delegation for some days', [delegation('D', 'ann', 'bob')]],
];

describe('the rules', () => {
  test.each(malformed)('turn down %s', (_name, changes, place) => {
    expect(faults(changes as readonly OrganisationChange[])).toEqual([`malformed ${place}`]);
  });

  test.each(refused)('turn down %s', (_name, changes, expected) => {
    expect(faults(changes)).toEqual(expected);
  });

  test.each(accepted)('let %s pass', (_name, changes) => {
    expect(faults(changes)).toEqual([]);
  });

  test('say nobody appoints or dismisses themselves', () => {
    const principal: Principal = { kind: 'person', person: 'dan', account: 'A-dan', authenticatedAt: NEW_YEAR };
    expect(faults([hold('dan', 'clerk')], { principal })).toEqual(['own-appointment holding:H-dan-clerk']);
    const view = changed(office(), [hold('dan', 'clerk')]);
    expect(faults([end('holding', 'H-dan-clerk', LATER)], { principal }, view)).toHaveLength(1);
    expect(faults([hold('bob', 'clerk')], { principal })).toEqual([]);
  });

  test('ask for a document where posts, holdings and leader lines reach into the past', () => {
    const by = {
      at: LATER,
      principal: { kind: 'person', person: 'sec', account: 'A-sec', authenticatedAt: LATER },
    } as const;
    const line = (id: string, from: number, document?: string): OrganisationChange =>
      put(
        'leaderLine',
        id,
        { leader: 'chief', departments: ['FIN'], ...(document === undefined ? {} : { document }) },
        { from },
      );
    expect(faults([line('L', NEW_YEAR)], by)).toEqual(['past-without-document leaderLine:L']);
    expect(faults([line('L', NEW_YEAR, '分工〔2026〕1号')], by)).toEqual([]);
    expect(faults([line('L', LATER)], by)).toEqual([]);
    expect(faults([post('clerk', ['staff', 'CASHIER'])], by)).toEqual(['past-without-document post:clerk']);
    // A holding always names its document; ending it has one of its own.
    expect(faults([hold('dan', 'cashier')], by)).toEqual([]);
    const ending = end('holding', 'H-ann-clerk', NEW_YEAR + DAY);
    expect(faults([ending], by)).toEqual(['past-without-document holding:H-ann-clerk']);
    expect(faults([{ ...ending, document: '免〔2026〕1号' } as OrganisationChange], by)).toEqual([]);
    expect(faults([end('holding', 'H-ann-clerk', LATER)], by)).toEqual([]);
  });

  test('keep the members of a body as they were said', () => {
    const members = [{ person: 'ann', role: 'chair' as const }];
    const rewritten = put('body', 'COMMITTEE', { name: '党委会', members });
    expect(faults([rewritten], { at: LATER })).toEqual(['rule-rewritten body:COMMITTEE']);
    expect(faults([put('body', 'COMMITTEE', { name: '党委会', members }, { from: LATER })], { at: LATER })).toEqual([]);
  });

  test('let a delegation end from now on, not backwards', () => {
    const view = changed(office(), [delegation('D', 'ann', 'bob', { from: NEW_YEAR, to: LATEST })]);
    expect(faults([end('delegation', 'D', LATER)], { at: LATER }, view)).toEqual([]);
    expect(faults([end('delegation', 'D', NEW_YEAR + DAY)], { at: LATER }, view)).toEqual([
      'delegation-backdated delegation:D',
    ]);
    expect(faults([delegation('D', 'ann', 'dan', { from: LATER, to: LATEST })], { at: LATER }, view)).toEqual([]);
    expect(faults([delegation('D', 'ann', 'dan', { from: NEW_YEAR, to: LATEST })], { at: LATER }, view)).toHaveLength(
      1,
    );
  });

  test('bound how deep departments lie, also those below a moved one', () => {
    const chain = (name: string, length: number, top: string | null): OrganisationChange[] =>
      Array.from({ length }, (_, i) => department(`${name}${i}`, i === 0 ? top : `${name}${i - 1}`));
    expect(faults(chain('a', 33, null))).toEqual([]);
    expect(faults(chain('a', 34, null))).toEqual(['department-too-deep department:a33']);
    const view = changed(office(), [...chain('a', 20, null), ...chain('b', 14, null)]);
    expect(faults([department('b0', 'a19')], {}, view)).toEqual(['department-too-deep department:b13']);
  });

  test('tell no more findings than anybody reads', () => {
    const strangers = Array.from({ length: 300 }, (_, i) => hold(`stranger${i}`, 'clerk'));
    expect(faults(strangers)).toHaveLength(100);
  });

  test('let an office come to be piece by piece', () => {
    const none = OrganisationIndex.empty('U1');
    const one = changed(none, [department('OFFICE', null), post('audit', ['auditor'])]);
    const two = changed(one, [person('aud')]);
    expect(changed(two, [hold('aud', 'audit')]).version).toBe(3);
  });
});
