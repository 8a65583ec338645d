import { countedBudget } from '../effort.js';
import { PreparedProblem } from '../prepared.js';
import { Search } from '../search/search.js';
import { MatterOutlook, nobodyFor, staffingFindings, staffProcess, type Staff } from './index.js';
import { A_FEW, ROSTER_LIMITS } from './rosters.js';
import { drawn, flows, officeOf, task, type Drawn } from './testing/drawn.js';

const names = (letter: string, count: number): string[] =>
  Array.from({ length: count }, (_, each) => `${letter}${each}`);
const held = (people: readonly string[], post: string): Record<string, string[]> =>
  Object.fromEntries(people.map((person) => [person, [post]]));
const POSTS = { head: 'WORKS', payer: 'MONEY' };
const NOWHERE = { locations: new Map() };

/** Tasks in a row, some of them done by different people each. */
function inRow(
  tasks: readonly string[],
  apart: readonly string[],
  people: Readonly<Record<string, string[]>>,
): Promise<Drawn> {
  const body =
    (apart.length === 0
      ? ''
      : `<extensionElements><qh:constraint kind="separation" name="apart" between="${apart.join(', ')}" level="person"/></extensionElements>`) +
    '<startEvent id="S"/><endEvent id="E"/>' +
    tasks.map((id) => task(id, 'post="head"')).join('') +
    flows('S', ...tasks, 'E');
  return drawn(body, officeOf(people, POSTS));
}

describe('how much is asked of the solver', () => {
  let finds: jest.SpyInstance;
  let searches: jest.SpyInstance;
  beforeEach(() => {
    finds = jest.spyOn(PreparedProblem.prototype, 'find');
    searches = jest.spyOn(Search.prototype, 'run');
  });
  afterEach(() => jest.restoreAllMocks());

  test('a thousand tasks that nothing is demanded of: one plan, and nothing to search', async () => {
    const { process, staff } = await inRow(names('T', 1_000), [], held(['wei', 'tao'], 'head'));
    expect(staffingFindings(process, NOWHERE, staff, countedBudget(2_000))).toEqual([]);
    expect([finds.mock.calls.length, searches.mock.calls.length]).toEqual([1, 0]);
  });

  test('a thousand tasks, two of them kept apart: whoever is needed for either, and for all', async () => {
    const { process, staff } = await inRow(names('T', 1_000), ['T3', 'T700'], held(['wei', 'tao'], 'head'));
    const found = staffingFindings(process, NOWHERE, staff, countedBudget(2_000));
    expect(found.map(({ code }) => code)).toEqual(['staffing-indispensable', 'staffing-indispensable']);
    expect(finds.mock.calls.length).toBeLessThan(10);
    finds.mockClear();
    expect(staffingFindings(process, NOWHERE, staff, countedBudget(2_000), 'untold')).toEqual([]);
    expect(finds).toHaveBeenCalledTimes(1);
  });

  test('a hundred steps kept apart are told with their rule, in few searches', async () => {
    const tasks = names('T', 100);
    const { process, staff } = await inRow(tasks, tasks, held(names('H', 99), 'head'));
    const [finding] = staffingFindings(process, NOWHERE, staff, countedBudget(2_000));
    expect(finding).toMatchObject({ code: 'staffing-impossible' });
    expect(finding?.message).toContain('等 100 个环节不能同时满足“apart”');
    expect(searches.mock.calls.length).toBeLessThan(10);
  });

  test('more steps under constraints are not asked about: unknown', async () => {
    const tasks = names('T', 160);
    const { process, staff } = await inRow(tasks, tasks, held(['wei'], 'head'));
    expect(staffProcess(process, staff, countedBudget(2_000))).toEqual({ status: 'unknown', because: 'size' });
    const [finding] = staffingFindings(process, NOWHERE, staff, countedBudget(2_000));
    expect(finding).toMatchObject({ code: 'staffing-unknown', severity: 'warning' });
    expect(finding?.message).toContain('受约束的环节或者可办理的人员过多');
    const open = process.container?.nodes.filter(({ id }) => id === 'T0') ?? [];
    const outlook = new MatterOutlook({ process, open, done: [], initiator: null, asked: ['wei'] }, staff);
    const answer = outlook.ask({ activity: 'T0', act: 'complete' }, 'wei', countedBudget(50));
    expect(answer).toEqual({ status: 'unknown' });
    expect(finds).not.toHaveBeenCalled();
  });
});

describe('many people', () => {
  /** As many again of everybody, none of whom holds a post that the drawing names. */
  function crowded({ organisation, ...staff }: Staff, count: number): { staff: Staff; asked: () => number } {
    const [model] = organisation.facts('holding', staff.at);
    let asked = 0;
    const crowd = names('C', count).map((person) => ({ ...model!, id: person, data: { ...model!.data, person } }));
    const place = { post: null, department: 'WORKS', holding: null };
    const view = new Proxy(organisation, {
      get: (target, name): unknown => {
        if (name === 'capacities') {
          return (person: string, at: number) => {
            asked++;
            return /^C\d/.test(person) ? [{ person, ...place, keys: ['unit'] }] : target.capacities(person, at);
          };
        }
        if (name === 'facts') {
          return (kind: string, at: number) =>
            kind === 'holding' ? [...crowd, ...target.facts(kind, at)] : target.facts(kind as 'holding', at);
        }
        const value: unknown = Reflect.get(target, name);
        return typeof value === 'function' ? (value.bind(target) as unknown) : value;
      },
    });
    return { staff: { ...staff, organisation: view }, asked: () => asked };
  }

  /** A is open to everybody, B to the one head. */
  const OPEN = (rule: string): string =>
    `<extensionElements><qh:constraint name="rule" between="A, B" ${rule}/></extensionElements>` +
    '<startEvent id="S"/><endEvent id="E"/><userTask id="A" name="A"/>' +
    task('B', 'post="head"') +
    flows('S', 'A', 'B', 'E');

  async function asked(rule: string, person: string): Promise<{ status: string; looks: number }> {
    const made = await drawn(OPEN(rule), officeOf({ wei: ['head'] }, POSTS));
    const { staff, asked: looks } = crowded(made.staff, 100_000);
    const open = made.process.container?.nodes.filter(({ id }) => id === 'A') ?? [];
    const outlook = new MatterOutlook(
      { process: made.process, open, done: [], initiator: null, asked: [person] },
      staff,
    );
    const { status } = outlook.ask({ activity: 'A', act: 'complete' }, person, countedBudget(50));
    return { status, looks: looks() };
  }

  test('somebody among a hundred thousand is asked about after a bounded number of looks', async () => {
    const apart = await asked('kind="separation" level="person"', 'C99999');
    expect(apart.status).toBe('possible');
    expect(apart.looks).toBeLessThan(2 * ROSTER_LIMITS.looked);
    // The head, who is not among those who were looked at first, is known from the step that is theirs alone.
    expect((await asked('kind="separation" level="person"', 'wei')).status).toBe('impossible');
    expect((await asked('kind="binding" level="person"', 'wei')).status).toBe('possible');
    expect((await asked('kind="binding" level="person"', 'C99999')).status).toBe('impossible');
  });

  test('whether anybody can finish what one of them starts is asked of a few', async () => {
    const body = OPEN('kind="separation" level="person"');
    const made = await drawn(body, officeOf({ wei: ['head'] }, POSTS));
    const { staff, asked: looks } = crowded(made.staff, 100_000);
    expect(nobodyFor(made.process, staff, 'C99999', countedBudget(50))).toBeNull();
    expect(looks()).toBeLessThan(2 * A_FEW.looked);
    expect(looks()).toBeGreaterThan(0);
  });

  test('what is impossible only because not everybody was looked at is not known', async () => {
    const body =
      '<extensionElements><qh:constraint kind="separation" name="rule" between="A, B" level="department"/></extensionElements>' +
      '<startEvent id="S"/><endEvent id="E"/><userTask id="A" name="A"/><userTask id="B" name="B"/>' +
      flows('S', 'A', 'B', 'E');
    const made = await drawn(body, officeOf({ wei: ['head'], fang: ['payer'] }, POSTS));
    const budget = countedBudget(2_000);
    expect(staffProcess(made.process, made.staff, budget).status).toBe('satisfiable');
    const { staff } = crowded(made.staff, 100_000);
    expect(staffProcess(made.process, staff, budget)).toEqual({ status: 'unknown', because: 'size' });
  });
});
