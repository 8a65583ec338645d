import { changeOrganisation, OrganisationIndex } from '../../organisation/index.js';
import { account, LATER } from '../../organisation/testing/faults.js';
import { indispensableIn, MatterOutlook, staffProcess, type ProcessStaffing } from './index.js';
import { drawn, flows, officeOf, relationsOf, task } from './testing/drawn.js';

const BUDGET = { milliseconds: 5_000, now: () => 0 };
const constraint = (attributes: string): string =>
  `<extensionElements><qh:constraint ${attributes}/></extensionElements>`;
const row = (...ids: readonly string[]): string => flows('S', ...ids, 'E');
const ENDS = '<startEvent id="S"/><endEvent id="E"/>';
const POSTS = { clerk: 'WORKS', head: 'WORKS', payer: 'MONEY', chief: 'LEAD', second: 'LEAD' };

async function ask(body: string, organisation: object): Promise<ProcessStaffing> {
  const { process, staff } = await drawn(body, organisation);
  return staffProcess(process, staff, BUDGET);
}
const doers = (answer: ProcessStaffing): Record<string, string> =>
  answer.status === 'satisfiable' ? Object.fromEntries(answer.plan.map(({ copy, person }) => [copy, person])) : {};
const reasons = (answer: ProcessStaffing): string[] =>
  answer.status === 'unsatisfiable'
    ? answer.reason.map((origin) => (origin.kind === 'constraint' ? origin.constraint.id : 'assignment'))
    : [answer.status];

const APART =
  constraint('kind="separation" name="apart" between="A, B" level="person"') +
  ENDS +
  task('A', 'post="head"') +
  task('B', 'post="head"') +
  row('A', 'B');

describe('who can do a process', () => {
  test('two people for two steps that are kept apart', async () => {
    const answer = await ask(APART, officeOf({ wei: ['head'], tao: ['head'] }, POSTS));
    expect(new Set(Object.values(doers(answer)))).toEqual(new Set(['wei', 'tao']));
  });

  test('one person for both: the constraint is the reason', async () => {
    const answer = await ask(APART, officeOf({ wei: ['head'] }, POSTS));
    expect(reasons(answer)).toEqual(['apart']);
    expect(answer.status === 'unsatisfiable' && answer.steps.map(({ id }) => id)).toEqual(['A', 'B']);
  });

  test('a post that nobody holds: the step is named, and no constraint', async () => {
    const answer = await ask(ENDS + task('A', 'post="payer"') + row('A'), officeOf({ wei: ['head'] }, POSTS));
    expect(answer).toMatchObject({ status: 'unsatisfiable', reason: [], steps: [{ id: 'A' }] });
  });

  test('departments: two people of one department are not enough', async () => {
    const body =
      constraint('kind="separation" name="departments" between="A, B" level="department"') +
      ENDS +
      task('A', 'post="clerk"') +
      task('B', 'post="head"') +
      row('A', 'B');
    expect(reasons(await ask(body, officeOf({ ming: ['clerk'], wei: ['head'] }, POSTS)))).toContain('departments');
    const two = { ...POSTS, clerk: 'MONEY' };
    expect((await ask(body, officeOf({ ming: ['clerk'], wei: ['head'] }, two))).status).toBe('satisfiable');
  });

  test('two pens need two departments under two leaders', async () => {
    const pens = `<userTask id="Pens" name="会签"><extensionElements><qh:control kind="dualSignature">
      <qh:act name="works"><qh:assign post="head"/></qh:act><qh:act name="money"><qh:assign post="payer"/></qh:act>
      </qh:control></extensionElements></userTask>`;
    const people = { wei: ['head'], fang: ['payer'], guo: ['chief'], han: ['second'] };
    const body = ENDS + pens + row('Pens');
    expect((await ask(body, officeOf(people, POSTS, { WORKS: 'chief', MONEY: 'second' }))).status).toBe('satisfiable');
    // Under one leader they cannot; nor where no leader is on record.
    expect((await ask(body, officeOf(people, POSTS, { WORKS: 'chief', MONEY: 'chief' }))).status).toBe('unsatisfiable');
    expect((await ask(body, officeOf(people, POSTS, { WORKS: 'chief' }))).status).toBe('unsatisfiable');
  });

  test('who started a matter is one person throughout, and their leader is theirs', async () => {
    const body = ENDS + task('A', 'of="initiator"') + task('B', 'of="initiator.leader"') + row('A', 'B');
    const lines = { WORKS: 'chief', MONEY: 'second' };
    const answer = await ask(body, officeOf({ ming: ['clerk'], guo: ['chief'] }, POSTS, lines));
    expect(doers(answer)).toEqual({ A: 'ming', B: 'guo' });
    expect(answer).toMatchObject({ initiator: 'ming' });
    // The only one with a leader is the leader: nobody leads themselves.
    const alone = await ask(body, officeOf({ guo: ['chief', 'clerk'] }, POSTS, lines));
    expect(alone.status).toBe('unsatisfiable');
  });

  test('a role where the initiator works is another one in each department', async () => {
    const body =
      constraint('kind="separation" name="apart" between="A, B"') +
      ENDS +
      task('A', 'of="initiator"') +
      task('B', 'of="initiator" role="staff"') +
      row('A', 'B');
    const apart = await ask(body, officeOf({ ming: ['clerk'], fang: ['payer'] }, POSTS));
    expect(reasons(apart).sort()).toEqual(['apart', 'assignment', 'assignment']);
    const together = doers(await ask(body, officeOf({ ming: ['clerk'], wei: ['head'], fang: ['payer'] }, POSTS)));
    expect(Object.values(together).sort()).toEqual(['ming', 'wei']);
  });

  test('the head of a section is not the head of the department above it, nor is whoever else works there', async () => {
    const body = ENDS + task('A', 'of="initiator"') + task('B', 'of="initiator" role="CHIEF"') + row('A', 'B');
    const office = (of: string): object => {
      const made = officeOf({ ming: ['clerk'], wei: ['head', 'clerk'] }, { clerk: 'WORKS', head: of });
      const posts = {
        clerk: { name: 'clerk', department: 'WORKS', roles: ['staff'] },
        head: { name: 'head', department: of, roles: ['CHIEF'] },
      };
      const departments = { WORKS: { name: 'WORKS', parent: null }, SECTION: { name: 'SECTION', parent: 'WORKS' } };
      return { ...made, posts, departments };
    };
    expect(doers(await ask(body, office('WORKS')))).toMatchObject({ B: 'wei' });
    // Only wei works in the section, as its head.
    expect(doers(await ask(body, office('SECTION')))).toEqual({ A: 'wei', B: 'wei' });
  });

  test('whoever asks for money does not approve it: a recusal that concerns the initiator', async () => {
    const body =
      constraint('kind="recusal" name="own" between="B"') +
      ENDS +
      task('A', 'of="initiator"') +
      task('B', 'post="head"') +
      row('A', 'B');
    expect(reasons(await ask(body, officeOf({ wei: ['head'] }, POSTS)))).toContain('own');
    expect((await ask(body, officeOf({ wei: ['head'], ming: ['clerk'] }, POSTS))).status).toBe('satisfiable');
  });

  test('binding, at most and at least', async () => {
    const body = (of: string): string =>
      constraint(of) + ENDS + ['A', 'B', 'C'].map((id) => task(id, 'post="head"')).join('') + row('A', 'B', 'C');
    const two = officeOf({ wei: ['head'], tao: ['head'] }, POSTS);
    const same = doers(await ask(body('kind="binding" name="b" between="A, C"'), two));
    expect(same['A']).toBe(same['C']);
    const twice = Object.values(doers(await ask(body('kind="atMost" name="m" between="A, B, C" count="2"'), two)));
    expect(new Set(twice).size).toBe(2);
    expect(reasons(await ask(body('kind="atMost" name="m" between="A, B, C" count="1"'), two))).toContain('m');
    expect(reasons(await ask(body('kind="atLeast" name="l" between="A, B, C" count="3"'), two))).toEqual(['l']);
  });
});

describe('an organisation that changes', () => {
  const office = officeOf({ wei: ['head'], tao: ['head'], ming: ['clerk'] }, POSTS);
  const on = async (day: string, more: object = {}): Promise<string[]> => {
    const holdings = { 'tao-head': { from: '2026-03-01T00:00:00+08:00', to: '2026-07-01T00:00:00+08:00' } };
    return reasons(await ask(APART, { ...office, at: `${day}T09:00:00+08:00`, validity: { holdings }, ...more }));
  };

  test('is asked as it is at the moment', async () => {
    expect(await on('2026-02-28')).toEqual(['apart']);
    expect(await on('2026-03-01')).toEqual(['satisfiable']);
    expect(await on('2026-06-30')).toEqual(['satisfiable']);
    expect(await on('2026-07-01')).toEqual(['apart']);
  });

  test('is not made larger by a delegation: whoever acts for another counts as both', async () => {
    const delegations = { d: { from: 'wei', to: 'ming', processes: [], document: '委1号' } };
    const term = { from: '2026-01-01T00:00:00+08:00', to: '2026-12-31T00:00:00+08:00' };
    const lent = { ...office, at: '2026-02-28T09:00:00+08:00', delegations };
    const holdings = { 'tao-head': { from: '2026-03-01T00:00:00+08:00' } };
    expect(reasons(await ask(APART, { ...lent, validity: { holdings, delegations: { d: term } } }))).toEqual(['apart']);
    expect(reasons(await ask(APART, { ...lent, validity: { delegations: { d: term } } }))).toEqual(['satisfiable']);
  });
});

test('several accounts of one person are one person', async () => {
  const { process, staff } = await drawn(APART, officeOf({ wei: ['head'], tao: ['clerk'] }, POSTS));
  const { organisation } = staff;
  if (!(organisation instanceof OrganisationIndex)) throw new Error('of another kind');
  const accounts = ['a', 'b'].map((login) => account(`A-${login}`, login, 'wei'));
  const change = changeOrganisation(organisation, accounts, {
    at: Date.parse('2026-03-01T09:00:00+08:00'),
    principal: { kind: 'system', name: 'test' },
  });
  if (change.status === 'rejected') throw new Error(JSON.stringify(change.findings));
  expect(change.view.accountByLogin('b', LATER)?.id).toBe('A-b');
  const answer = staffProcess(process, { ...staff, organisation: change.view, at: LATER }, BUDGET);
  expect(reasons(answer)).toEqual(['apart']);
});

describe('choices', () => {
  /** A, then either B or C, kept apart from A each; only together do they need three people. */
  const EITHER = (constraints: string): string =>
    `<extensionElements>${constraints}</extensionElements>` +
    ENDS +
    task('A', 'post="head"') +
    '<exclusiveGateway id="G" default="G_C"/>' +
    task('B', 'post="head"') +
    task('C', 'post="head"') +
    flows('S', 'A', 'G') +
    flows('G', 'B', 'E') +
    flows('G', 'C', 'E').replace('id="C_E"', 'id="C_E"');
  const apart = (a: string, b: string): string =>
    `<qh:constraint kind="separation" name="${a}${b}" between="${a}, ${b}" level="person"/>`;

  test('what never comes in one run needs no two people', async () => {
    const answer = await ask(
      EITHER(apart('A', 'B') + apart('A', 'C') + apart('B', 'C')),
      officeOf({ wei: ['head'], tao: ['head'] }, POSTS),
    );
    expect(answer.status).toBe('satisfiable');
  });

  test('who does what comes before a choice fits both sides of it', async () => {
    // B must be done by whoever did A, C by somebody of another department: one of them fits each side, and nobody both.
    const body =
      `<extensionElements><qh:constraint kind="binding" name="same" between="A, B" level="person"/>
       <qh:constraint kind="binding" name="other" between="A, C" level="person"/></extensionElements>` +
      ENDS +
      task('A', 'department="WORKS" role="staff"') +
      '<exclusiveGateway id="G" default="G_C"/>' +
      task('B', 'post="clerk"') +
      task('C', 'post="head"') +
      flows('S', 'A', 'G') +
      flows('G', 'B', 'E') +
      flows('G', 'C', 'E');
    expect(reasons(await ask(body, officeOf({ ming: ['clerk'], wei: ['head'] }, POSTS)))).toEqual(
      expect.arrayContaining(['same', 'other']),
    );
    expect((await ask(body, officeOf({ ming: ['clerk', 'head'] }, POSTS))).status).toBe('satisfiable');
  });
});

describe('whom a process cannot do without', () => {
  test('the only holder of a post, and nobody who can be replaced', async () => {
    const { process, staff } = await drawn(
      ENDS + task('A', 'post="head"') + task('B', 'post="payer"') + row('A', 'B'),
      officeOf({ wei: ['head'], fang: ['payer'], hua: ['payer'] }, POSTS),
    );
    const answer = staffProcess(process, staff, BUDGET);
    const found = answer.status === 'satisfiable' ? indispensableIn(answer, BUDGET) : null;
    expect(found?.map(({ person, steps }) => [person, steps.map(({ id }) => id)])).toEqual([['wei', ['A']]]);
  });
});

describe('relatives of whoever starts the matter', () => {
  const BODY = constraint('kind="recusal" name="own" between="A"') + ENDS + task('A', 'post="payer"') + row('A');
  const office = (people: Record<string, string[]>, pairs: readonly (readonly [string, string])[]): object => ({
    ...officeOf(people, POSTS),
    relations: relationsOf(pairs),
  });

  test('are not chosen for what they may not do', async () => {
    const people = { ming: ['payer'], lan: ['payer'], wei: ['head'] };
    const answer = await ask(
      BODY,
      office(people, [
        ['wei', 'lan'],
        ['ming', 'lan'],
      ]),
    );
    expect(answer.status).toBe('satisfiable');
    const initiator = answer.status === 'satisfiable' ? answer.initiator : null;
    expect([initiator, doers(answer)['A']]).toEqual(['wei', 'ming']);
  });

  test('are the reason where nobody else is left', async () => {
    const answer = await ask(BODY, office({ ming: ['payer'], lan: ['head'] }, [['ming', 'lan']]));
    expect(reasons(answer)).toContain('own');
  });

  test('cannot go on with a matter that was begun', async () => {
    const asked = async (pairs: readonly (readonly [string, string])[]): Promise<string> => {
      const { process, staff } = await drawn(BODY, office({ ming: ['payer'], lan: ['head'] }, pairs));
      const open = process.container?.nodes.filter(({ id }) => id === 'A') ?? [];
      const outlook = new MatterOutlook({ process, open, done: [], initiator: 'lan', asked: ['ming'] }, staff);
      return outlook.ask({ activity: 'A', act: 'complete' }, 'ming', BUDGET).status;
    };
    expect([await asked([]), await asked([['ming', 'lan']])]).toEqual(['possible', 'impossible']);
  });
});

describe('work that is given otherwise in matters of certain people', () => {
  const pen = '<qh:assign post="head"/><qh:assign post="leader" startedBy="post:head"/>';
  const BODY =
    constraint('kind="recusal" name="own" between="A"') +
    `${ENDS}<userTask id="A"><extensionElements>${pen}</extensionElements></userTask>${flows('S', 'A', 'E')}`;
  const posts = { head: 'X', leader: 'Y', clerk: 'X' };
  const startedBy = async (initiator: string | undefined, held: Readonly<Record<string, string[]>>) => {
    const { process, staff } = await drawn(BODY, officeOf(held, posts));
    return staffProcess(process, initiator === undefined ? staff : { ...staff, initiator }, BUDGET);
  };
  const held = { hao: ['head'], lin: ['leader'], cen: ['clerk'] };

  test('is theirs in those matters alone', async () => {
    expect(doers(await startedBy('cen', held))).toEqual({ A: 'hao' });
    expect(doers(await startedBy('hao', held))).toEqual({ A: 'lin' });
    expect((await startedBy('cen', { lin: ['leader'], cen: ['clerk'] })).status).toBe('unsatisfiable');
  });

  test('that nobody can start it is told only where nobody can', async () => {
    expect((await startedBy(undefined, held)).status).toBe('satisfiable');
    expect((await startedBy(undefined, { hao: ['head'], lin: ['leader'] })).status).toBe('satisfiable');
    expect((await startedBy(undefined, { cen: ['clerk'] })).status).toBe('unsatisfiable');
  });
});

describe('more ways than can be told apart', () => {
  /** A choice between A and B, and then eleven more choices between nothing and nothing. */
  const body = (between: string): string => {
    const gates = Array.from({ length: 11 }, (_, at) => `G${at}`);
    const choice = (gate: string): string =>
      `<exclusiveGateway id="${gate}"/><exclusiveGateway id="${gate}J"/>` +
      `<sequenceFlow id="${gate}a" sourceRef="${gate}" targetRef="${gate}J"/><sequenceFlow id="${gate}b" sourceRef="${gate}" targetRef="${gate}J"/>`;
    const joined = gates.map((gate, at) => flows(`${gate}J`, gates[at + 1] ?? 'C')).join('');
    return (
      constraint(`kind="separation" name="apart" between="${between}" level="person"`) +
      ENDS +
      ['A', 'B', 'C'].map((id) => task(id, 'post="head"')).join('') +
      '<exclusiveGateway id="X"/><exclusiveGateway id="XJ"/>' +
      gates.map(choice).join('') +
      `${flows('S', 'X', 'A', 'XJ', 'G0')}${flows('X', 'B', 'XJ')}${joined}${flows('C', 'E')}`
    );
  };
  const ALONE = officeOf({ wei: ['head'] }, POSTS);

  test('steps that no run does both need not be done by two', async () => {
    const answer = await ask(body('A, B'), ALONE);
    expect(doers(answer)).toEqual({ A: 'wei', B: 'wei', C: 'wei' });
    const alone = answer.status === 'satisfiable' ? indispensableIn(answer, BUDGET) : null;
    expect(alone?.map(({ person, steps }) => [person, steps.map(({ id }) => id)])).toEqual([['wei', ['A', 'B', 'C']]]);
  });

  test('steps that some run does both: that nobody can do that run is told', async () => {
    expect(await ask(body('A, C'), ALONE)).toMatchObject({
      status: 'unsatisfiable',
      steps: [{ id: 'A' }, { id: 'C' }],
    });
    expect((await ask(body('A, C'), officeOf({ wei: ['head'], tao: ['head'] }, POSTS))).status).toBe('satisfiable');
  });
});
