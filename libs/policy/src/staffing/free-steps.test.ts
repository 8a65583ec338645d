import { checkStaffingProof } from './proof-checker.js';
import { Completion } from './completion.js';
import { PreparedProblem } from './prepared.js';
import type { StaffingProblem } from './problem.js';
import { indispensable } from './resilience.js';
import { Search } from './search/search.js';
import { solveStaffing } from './solve.js';
import { faultOfPlan } from './testing/brute-force.js';

const AMPLE = { milliseconds: 60_000, now: () => 0 };
const steps = Array.from({ length: 1_000 }, (_, each) => `s${each}`);

/** A thousand steps, two of them kept apart; `li` alone may do the last. */
const LONG: StaffingProblem = {
  steps,
  users: ['li', 'wang', 'zhao'],
  authorisations: new Map([
    ['wang', steps.slice(0, -1)],
    ['zhao', steps.slice(0, -1)],
  ]),
  constraints: [{ kind: 'separation', steps: ['s3', 's500'] }],
};

describe('steps that no constraint names', () => {
  let searches: jest.SpyInstance;
  let finds: jest.SpyInstance;
  beforeEach(() => {
    searches = jest.spyOn(Search.prototype, 'run');
    finds = jest.spyOn(PreparedProblem.prototype, 'find');
  });
  afterEach(() => jest.restoreAllMocks());

  test('are no part of what is searched', () => {
    expect(new PreparedProblem(LONG).variables.count).toBe(1);
    const answer = solveStaffing(LONG, AMPLE);
    expect(answer.status === 'satisfiable' && faultOfPlan(LONG, answer.plan)).toBeNull();
    expect(searches).not.toHaveBeenCalled();
    expect(finds).toHaveBeenCalledTimes(1);
  });

  test('each needs somebody, and whoever is the only one is indispensable', () => {
    expect(indispensable(LONG, AMPLE)).toEqual({
      status: 'known',
      indispensable: [{ user: 'li', steps: ['s999'], reason: [] }],
    });
    // One plan: each of the two people of it that a constraint names has a substitute.
    expect(finds).toHaveBeenCalledTimes(1);
    const nobody = { ...LONG, users: ['wang', 'zhao'] };
    const answer = solveStaffing(nobody, AMPLE);
    expect(answer).toMatchObject({ status: 'unsatisfiable', reason: [], isMinimal: true });
    expect(answer.status === 'unsatisfiable' && checkStaffingProof(nobody, answer.proof)).toEqual({
      isAccepted: true,
      constraints: [],
    });
    expect(indispensable(nobody, AMPLE)).toEqual({ status: 'unsatisfiable' });
  });

  test('are asked about without a search while a matter runs', () => {
    const completion = new Completion(LONG);
    expect(completion.check(AMPLE)).toMatchObject({ status: 'possible' });
    finds.mockClear();
    for (const step of steps.slice(10, 400)) {
      expect(completion.ask(step, 'wang', AMPLE).status).toBe('possible');
      completion.did(step, 'wang');
      expect(completion.plan?.get(step)).toBe('wang');
    }
    expect(completion.ask('s999', 'wang', AMPLE)).toEqual({ status: 'impossible', reason: [], isMinimal: true });
    expect(finds).not.toHaveBeenCalled();
  });

  test('a step that nobody may do stands in the way until it is done', () => {
    const completion = new Completion({ ...LONG, users: ['wang', 'zhao'] });
    expect(completion.ask('s3', 'wang', AMPLE)).toMatchObject({ status: 'impossible', reason: [] });
    expect(completion.plan).toBeNull();
    completion.did('s999', 'wang');
    expect(completion.ask('s3', 'wang', AMPLE)).toMatchObject({ status: 'possible' });
    const answer = completion.check(AMPLE);
    expect(answer.status === 'possible' && answer.plan.get('s999')).toBe('wang');
    completion.undid('s999');
    expect(completion.check(AMPLE)).toMatchObject({ status: 'impossible' });
  });
});
