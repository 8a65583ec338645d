import { buildView, OrganisationIndex } from './view.js';
import { changed, DAY, end, hold, NEW_YEAR, office, OFFICE, person, post, put } from './testing/office.js';

const LATER = NEW_YEAR + 100 * DAY;

/** Milliseconds of work so far: what else the machine does counts little. */
function cpu(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

describe('a view of the organisation', () => {
  test('knows facts while they are valid', () => {
    const view = changed(office(), [hold('dan', 'clerk', { to: LATER })]);
    expect(view.fact('holding', 'H-dan-clerk', NEW_YEAR - 1)).toBeUndefined();
    expect(view.fact('holding', 'H-dan-clerk', NEW_YEAR)?.data.person).toBe('dan');
    expect(view.fact('holding', 'H-dan-clerk', LATER - 1)?.data.person).toBe('dan');
    expect(view.fact('holding', 'H-dan-clerk', LATER)).toBeUndefined();
    expect(view.holdersOf('clerk', LATER - 1)).toEqual(['ann', 'dan']);
    expect(view.holdersOf('clerk', LATER)).toEqual(['ann']);
    expect([...view.roles('dan', LATER)]).toEqual([]);
  });

  test('gives the facts of a kind by id', () => {
    expect(
      office()
        .facts('department', NEW_YEAR)
        .map(({ id }) => id),
    ).toEqual(['FIN', 'OFFICE']);
    expect(office().facts('department', NEW_YEAR - 1)).toEqual([]);
  });

  test('tells the roles of all posts of a person', () => {
    const view = changed(office(), [hold('bob', 'clerk')]);
    expect([...view.roles('bob', NEW_YEAR)].sort()).toEqual(['CASHIER', 'staff']);
    expect(view.holdings('bob', NEW_YEAR).map(({ data }) => data.post)).toEqual(['cashier', 'clerk']);
  });

  test('offers work by person, post, department and those above it, role, body and unit', () => {
    expect(office().offers('bob', NEW_YEAR)).toEqual([
      ...['post:cashier', 'department:FIN', 'department:OFFICE'],
      ...['role:staff', 'role:staff@FIN', 'role:CASHIER', 'role:CASHIER@FIN', 'person:bob', 'unit'],
    ]);
    expect(office().offers('cyn', NEW_YEAR)).toContain('body:COMMITTEE');
  });

  test.each(['ada', 'sec', 'aud'])('offers nothing to the administrator %s', (id) => {
    expect(office().offers(id, NEW_YEAR)).toEqual([]);
  });

  test('offers nothing to who is unknown or gone', () => {
    const view = changed(office(), [end('person', 'dan', LATER)]);
    expect(view.offers('dan', LATER - 1)).toEqual(['person:dan', 'unit']);
    expect(view.offers('dan', LATER)).toEqual([]);
    expect(view.offers('nobody', NEW_YEAR)).toEqual([]);
  });

  test('who acts for another is offered what the other is, but not what the other was delegated', () => {
    const delegated = (from: string, to: string) =>
      put('delegation', `${from}-${to}`, { from, to, processes: [], document: '委〔2026〕1号' }, { to: LATER });
    const view = changed(office(), [delegated('cyn', 'bob'), delegated('bob', 'ann')]);
    const keys = (id: string, at = NEW_YEAR) => view.offers(id, at);
    expect(keys('bob')).toEqual(expect.arrayContaining(['post:cashier', 'post:chief', 'body:COMMITTEE', 'person:cyn']));
    expect(keys('ann')).toEqual(expect.arrayContaining(['post:clerk', 'post:cashier', 'person:bob']));
    expect(keys('ann')).not.toContain('post:chief');
    expect(keys('bob', LATER)).not.toContain('post:chief');
    expect(new Set(keys('bob')).size).toBe(keys('bob').length);
  });

  test('says as what a person can act', () => {
    expect(office().capacities('bob', NEW_YEAR)).toMatchObject([
      { person: 'bob', post: 'cashier', department: 'FIN', holding: 'formal' },
      { person: 'bob', post: 'cashier', department: 'FIN', keys: ['person:bob', 'unit'] },
    ]);
    expect(office().capacities('dan', NEW_YEAR)).toMatchObject([{ post: null, department: null, holding: null }]);
    expect(office().capacities('ada', NEW_YEAR)).toEqual([]);
    expect(office().capacities('nobody', NEW_YEAR)).toEqual([]);
  });

  test('finds an account by its login and by its subject, each while it is so', () => {
    const subject = 'https://id.example#1';
    const account = { kind: 'person', person: 'ann', login: 'ann2', subject } as const;
    const view = changed(office(), [put('account', 'A-ann', account, { from: LATER })]);
    expect(view.accountByLogin('ann', LATER - 1)?.id).toBe('A-ann');
    expect(view.accountByLogin('ann2', LATER - 1)).toBeUndefined();
    expect(view.accountByLogin('ann', LATER)).toBeUndefined();
    expect(view.accountByLogin('ann2', LATER)?.id).toBe('A-ann');
    expect(view.accountBySubject(subject, LATER - 1)).toBeUndefined();
    expect(view.accountBySubject(subject, LATER)?.id).toBe('A-ann');
  });

  test('a later version leaves an earlier one as it was', () => {
    const before = office();
    const after = changed(before, [end('holding', 'H-bob-cashier', LATER), person('eve'), hold('eve', 'cashier')]);
    expect(before.version).toBe(1);
    expect(after.version).toBe(2);
    expect(before.holdersOf('cashier', LATER)).toEqual(['bob']);
    expect(after.holdersOf('cashier', LATER)).toEqual(['eve']);
    expect(before.fact('person', 'eve', LATER)).toBeUndefined();
  });

  test('ignores what came and went between two versions, and what came later', () => {
    const fact = { kind: 'person', id: 'p', from: NEW_YEAR, to: null, data: { name: '甲' } } as const;
    const rows = [
      { fact, since: 2, until: 3 },
      { fact: { ...fact, id: 'q' }, since: 9, until: null },
    ];
    expect(buildView('U1', 4, rows).facts('person', NEW_YEAR)).toEqual([]);
    expect(buildView('U1', 2, rows).facts('person', NEW_YEAR)).toEqual([fact]);
  });

  test('answers for 100,000 people in microseconds and takes in a change in a millisecond', () => {
    const PEOPLE = 100_000;
    const crowd = Array.from({ length: PEOPLE }, (_, i) => [person(`p${i}`), hold(`p${i}`, `clerk${i % 500}`)]).flat();
    const posts = Array.from({ length: 500 }, (_, i) => post(`clerk${i}`, ['staff']));
    const rows = [...OFFICE, ...posts, ...crowd].flatMap((change) =>
      change.change === 'put' ? [{ fact: change.fact, since: 1, until: null }] : [],
    );
    const building = cpu();
    const view = buildView('U1', 1, rows);
    expect(cpu() - building).toBeLessThan(5_000);

    const asking = cpu();
    for (let i = 0; i < 1_000; i++) expect(view.offers(`p${i * 97}`, NEW_YEAR)).toHaveLength(6);
    expect((cpu() - asking) / 1_000).toBeLessThan(0.5);

    const changing = cpu();
    let latest = view;
    for (let i = 0; i < 100; i++) latest = changed(latest, [end('holding', `H-p${i}-clerk${i}`, LATER)]);
    expect((cpu() - changing) / 100).toBeLessThan(10);
    expect(latest.holdersOf('clerk7', LATER)).toHaveLength(PEOPLE / 500 - 1);
  });

  test('starts from nobody', () => {
    const view = OrganisationIndex.empty('U1');
    expect(view.version).toBe(0);
    expect(view.facts('person', NEW_YEAR)).toEqual([]);
  });
});
