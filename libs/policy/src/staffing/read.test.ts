import { readStaffingProblem } from './read.js';
import { solveStaffing } from './solve.js';

const AMPLE = { milliseconds: 60_000, now: () => 0 };
const GOOD = {
  steps: ['fill', 'pay'],
  users: ['li', 'wang'],
  authorisations: { li: ['fill'] },
  constraints: [{ kind: 'separation', steps: ['fill', 'pay'] }],
};

function problemsOf(json: unknown): readonly string[] {
  const reading = readStaffingProblem(json);
  return 'problems' in reading ? reading.problems : [];
}

describe('readStaffingProblem', () => {
  test('reads what is right', () => {
    expect(readStaffingProblem(GOOD)).toEqual({
      problem: { ...GOOD, authorisations: new Map([['li', ['fill']]]) },
    });
  });

  const change = (part: object): object => ({ ...GOOD, ...part });
  const constraint = (part: object): object => change({ constraints: [part] });
  test.each<[string, unknown, RegExp]>([
    ['null', null, /expected object/],
    ['a list', [], /expected object/],
    ['nothing', {}, /^steps: /],
    ['a key that means nothing', change({ step: [] }), /step/],
    ['no steps', change({ steps: [] }), /^steps: /],
    ['a step without a name', change({ steps: ['fill', ''] }), /^steps.1: /],
    ['a number for a step', change({ steps: [1] }), /^steps.0: /],
    ['a step twice', change({ steps: ['fill', 'pay', 'fill'] }), /^steps: "fill" stands there twice/],
    ['a user twice', change({ users: ['li', 'li'] }), /^users: "li" stands there twice/],
    ['too many steps', change({ steps: Array.from({ length: 401 }, (_, each) => `s${each}`) }), /^steps: /],
    ['no authorisations', change({ authorisations: undefined }), /^authorisations: missing: .*\{\} where everybody/],
    ['authorisations as a list', change({ authorisations: [] }), /^authorisations: expected an object/],
    [
      'a row for nobody',
      change({ authorisations: { zhao: ['fill'] } }),
      /^authorisations.zhao: there is no user "zhao"/,
    ],
    ['a row that is no list', change({ authorisations: { li: 'fill' } }), /^authorisations.li: expected a list/],
    ['a row of no names', change({ authorisations: { li: [1] } }), /^authorisations.li: expected a list/],
    [
      'a row with a step that is none',
      change({ authorisations: { li: ['sign'] } }),
      /^authorisations.li: there is no step "sign"/,
    ],
    ['a row with a step twice', change({ authorisations: { li: ['pay', 'pay'] } }), /stands there twice/],
    [
      'a row of the prototype',
      JSON.parse('{"steps": ["fill"], "users": ["li"], "authorisations": {"__proto__": []}, "constraints": []}'),
      /^authorisations.__proto__: there is no user "__proto__"/,
    ],
    ['a constraint of no kind', constraint({ kind: 'apart', steps: ['fill', 'pay'] }), /^constraints.0/],
    ['a separation of one', constraint({ kind: 'separation', steps: ['fill'] }), /^constraints.0.steps/],
    [
      'a separation of three',
      constraint({ kind: 'separation', steps: ['fill', 'pay', 'fill'] }),
      /^constraints.0.steps/,
    ],
    ['a step kept from itself', constraint({ kind: 'separation', steps: ['fill', 'fill'] }), /stands there twice/],
    [
      'a step that is none',
      constraint({ kind: 'binding', steps: ['fill', 'sign'] }),
      /^constraints.0.steps: there is no step/,
    ],
    [
      'a step named toString',
      constraint({ kind: 'binding', steps: ['fill', 'toString'] }),
      /there is no step "toString"/,
    ],
    ['a separation with a number', constraint({ kind: 'separation', users: 1, steps: ['fill', 'pay'] }), /users/],
    ['at most none', constraint({ kind: 'atMost', users: 0, steps: ['fill'] }), /^constraints.0.users/],
    ['at most a fraction', constraint({ kind: 'atMost', users: 1.5, steps: ['fill'] }), /^constraints.0.users/],
    [
      'at least more than steps can be',
      constraint({ kind: 'atLeast', users: 401, steps: ['fill'] }),
      /^constraints.0.users/,
    ],
    ['at most of nothing', constraint({ kind: 'atMost', users: 1, steps: [] }), /^constraints.0.steps/],
    ['no teams', constraint({ kind: 'oneTeam', steps: ['fill'], teams: [] }), /^constraints.0.teams/],
    ['a team of nobody', constraint({ kind: 'oneTeam', steps: ['fill'], teams: [[]] }), /^constraints.0.teams.0/],
    [
      'a team of strangers',
      constraint({ kind: 'oneTeam', steps: ['fill'], teams: [['zhao']] }),
      /^constraints.0.teams.0: there is no user/,
    ],
    ['a member twice', constraint({ kind: 'oneTeam', steps: ['fill'], teams: [['li', 'li']] }), /stands there twice/],
    [
      'more teams than are taken',
      constraint({ kind: 'oneTeam', steps: ['fill'], teams: Array.from({ length: 10_001 }, () => ['li']) }),
      /more than 10000 teams/,
    ],
  ])('refuses %s', (_name, json, message) => {
    expect(problemsOf(json)).toContainEqual(expect.stringMatching(message));
  });

  test.each([
    ['atMost', 1e308],
    ['atLeast', -1e308],
    ['atMost', 401.5],
    ['atMost', 0.5],
  ])('tells one mistake once: %s %d', (kind, users) => {
    expect(problemsOf(constraint({ kind, users, steps: ['fill', 'pay'] }))).toEqual([
      expect.stringMatching(/^constraints.0.users: /),
    ]);
  });

  test('tells several mistakes, but not without end', () => {
    expect(problemsOf(change({ steps: [], users: 1 }))).toHaveLength(2);
    expect(problemsOf(change({ users: Array.from({ length: 500 }, () => 'li') }))).toHaveLength(20);
  });

  test('takes names that an object already has', () => {
    const reading = readStaffingProblem(
      JSON.parse(`{"steps": ["constructor", "__proto__"], "users": ["__proto__", "toString"],
        "authorisations": {"__proto__": ["constructor"]}, "constraints": [{"kind": "separation", "steps": ["constructor", "__proto__"]}]}`),
    );
    if ('problems' in reading) throw new Error(reading.problems.join());
    const answer = solveStaffing(reading.problem, AMPLE);
    const plan = new Map([
      ['constructor', '__proto__'],
      ['__proto__', 'toString'],
    ]);
    expect(answer).toEqual({ status: 'satisfiable', plan });
  });

  test('nobody at all can do nothing, which is an answer and no mistake', () => {
    const reading = readStaffingProblem({ ...GOOD, users: [], authorisations: {} });
    if ('problems' in reading) throw new Error(reading.problems.join());
    expect(solveStaffing(reading.problem, AMPLE)).toMatchObject({
      status: 'unsatisfiable',
      reason: [],
      isMinimal: true,
    });
  });
});
