import fc from 'fast-check';
import { checkStaffingProof } from './proof-checker.js';
import type { StaffingProblem } from './problem.js';
import type { ProofStep, StaffingProof } from './proof.js';
import { readStaffingProof } from './read-proof.js';
import { solveStaffing } from './solve.js';
import { smallProblem } from './testing/arbitrary.js';
import { hasPlan } from './testing/brute-force.js';

const AMPLE = { milliseconds: 60_000, now: () => 0 };

/** Two people for three steps that three people must do. */
const SHORT: StaffingProblem = {
  steps: ['a', 'b', 'c'],
  users: ['li', 'wang'],
  authorisations: new Map(),
  constraints: [
    { kind: 'separation', steps: ['a', 'b'] },
    { kind: 'separation', steps: ['b', 'c'] },
    { kind: 'separation', steps: ['a', 'c'] },
  ],
};
// With three steps, 1 is a and b, 2 is a and c, 5 is b and c.
const GOOD: StaffingProof = [
  { rule: 'constraint', constraint: 0, clause: [-1] },
  { rule: 'constraint', constraint: 1, clause: [-5] },
  { rule: 'constraint', constraint: 2, clause: [-2] },
  { rule: 'tooFew', groups: [[0], [1], [2]], clause: [1, 2, 5] },
  { rule: 'derived', from: [0, 1, 2, 3], clause: [] },
];

function changed(at: number, step: ProofStep): StaffingProof {
  return GOOD.map((each, place) => (place === at ? step : each));
}

/** Five of six steps by two people at most, and yet by five of them. */
const MANY: StaffingProblem = {
  steps: ['a', 'b', 'c', 'd', 'e', 'f'],
  users: ['li', 'wang', 'zhao'],
  authorisations: new Map(),
  constraints: [
    { kind: 'atMost', users: 2, steps: ['a', 'b', 'c'] },
    { kind: 'atMost', users: 2, steps: ['c', 'd', 'e'] },
    { kind: 'atLeast', users: 5, steps: ['a', 'b', 'c', 'd', 'e', 'f'] },
    { kind: 'atLeast', users: 4, steps: ['a', 'b', 'c', 'd', 'e', 'f'] },
    { kind: 'separation', steps: ['a', 'b'] },
  ],
};

describe('a count', () => {
  test.each<[string, ProofStep]>([
    ['limits that have a step in common', { rule: 'count', atLeast: 2, atMost: [0, 1], clause: [] }],
    ['people who may do any of the steps', { rule: 'count', atLeast: 3, atMost: [], clause: [] }],
  ])('of %s is accepted', (_, step) => {
    expect(checkStaffingProof(MANY, [step])).toMatchObject({ isAccepted: true });
  });

  test('of limits and a step that one person does with theirs says that it is not so', () => {
    // With six steps, 5 is a and f.
    const step: ProofStep = { rule: 'count', atLeast: 3, atMost: [0, 1], clause: [-5] };
    const verdict = checkStaffingProof(MANY, [step, { rule: 'derived', from: [0], clause: [] }]);
    expect(verdict).toMatchObject({ isAccepted: false, step: 1 });
  });

  test.each<[string, ProofStep]>([
    ['that comes to enough', { rule: 'count', atLeast: 3, atMost: [0, 1], clause: [] }],
    ['of one limit twice', { rule: 'count', atLeast: 3, atMost: [0, 0], clause: [] }],
    ['that leaves out a limit', { rule: 'count', atLeast: 2, atMost: [0], clause: [] }],
    ['whose limit is none', { rule: 'count', atLeast: 2, atMost: [0, 4], clause: [] }],
    ['whose limit is not there', { rule: 'count', atLeast: 2, atMost: [0, 9], clause: [] }],
    ['of what demands nothing', { rule: 'count', atLeast: 0, atMost: [1], clause: [] }],
    ['of a demand that is not there', { rule: 'count', atLeast: -1, atMost: [0, 1], clause: [] }],
    ['whose clause joins others', { rule: 'count', atLeast: 3, atMost: [0, 1], clause: [5] }],
  ])('%s is refused', (_, step) => {
    expect(checkStaffingProof(MANY, [step])).toMatchObject({ isAccepted: false, step: 0 });
  });
});

describe('checkStaffingProof', () => {
  test('accepts a proof by hand', () => {
    expect(checkStaffingProof(SHORT, GOOD)).toEqual({ isAccepted: true, constraints: [0, 1, 2] });
  });

  test.each<[string, StaffingProof, number, RegExp]>([
    ['nothing', [], 0, /empty clause/],
    ['an end before the end', GOOD.slice(0, 4), 4, /empty clause/],
    ['an empty clause out of nowhere', [{ rule: 'derived', from: [], clause: [] }], 0, /do not contradict/],
    [
      'a constraint of which it does not follow',
      changed(0, { rule: 'constraint', constraint: 1, clause: [-1] }),
      0,
      /follow/,
    ],
    ['the other sign', changed(0, { rule: 'constraint', constraint: 0, clause: [1] }), 0, /follow/],
    ['a constraint that is none', changed(0, { rule: 'constraint', constraint: 9, clause: [-1] }), 0, /follow/],
    ['a literal that is none', changed(0, { rule: 'constraint', constraint: 0, clause: [-1, 4] }), 0, /literal/],
    ['no literal', changed(0, { rule: 'constraint', constraint: 0, clause: [0] }), 0, /literal/],
    ['groups with enough people', changed(3, { rule: 'tooFew', groups: [[0], [1]], clause: [1, 2, 5] }), 3, /enough/],
    ['groups that are not apart', changed(3, { rule: 'tooFew', groups: [[0], [1], [2]], clause: [1, 2] }), 3, /apart/],
    ['a group that is not joined', changed(3, { rule: 'tooFew', groups: [[0, 1], [2]], clause: [2, 5] }), 3, /join/],
    ['no groups', changed(3, { rule: 'tooFew', groups: [], clause: [1, 2, 5] }), 3, /enough/],
    ['a step that is none', changed(3, { rule: 'tooFew', groups: [[0], [1], [7]], clause: [1, 2, 5] }), 3, /join/],
    ['steps that somebody may do', changed(3, { rule: 'nobody', steps: [0, 1], clause: [-1] }), 3, /somebody/],
    ['steps that are not joined', changed(3, { rule: 'nobody', steps: [0, 2], clause: [-1] }), 3, /join/],
    ['no steps', changed(3, { rule: 'nobody', steps: [], clause: [-1] }), 3, /join/],
    ['pairs that are no chain', changed(3, { rule: 'same', clause: [1, -2] }), 3, /chain/],
    ['something left out', changed(4, { rule: 'derived', from: [0, 1, 3], clause: [] }), 4, /contradict|open/],
    ['the wrong order', changed(4, { rule: 'derived', from: [3, 0, 1, 2], clause: [] }), 4, /open/],
    ['what comes later', changed(4, { rule: 'derived', from: [0, 1, 2, 4], clause: [] }), 4, /before/],
    ['a fraction', changed(4, { rule: 'derived', from: [0.5], clause: [] }), 4, /before/],
    ['more than is needed', changed(4, { rule: 'derived', from: [0, 1, 2, 3, 0], clause: [] }), 4, /end/],
    ['no rule', changed(4, { rule: 'trust me', clause: [] } as unknown as ProofStep), 4, /rule/],
  ])('refuses %s', (_name, proof, step, message) => {
    expect(checkStaffingProof(SHORT, proof)).toEqual({
      isAccepted: false,
      step,
      message: expect.stringMatching(message),
    });
  });

  test('refuses every proof of what is not so, however it was changed', () => {
    let tried = 0;
    const draws = fc.record({
      at: fc.nat(),
      literal: fc.integer({ min: -40, max: 40 }),
      what: fc.nat(5),
      drop: fc.nat(),
    });
    fc.assert(
      fc.property(smallProblem(4, 4), smallProblem(4, 4), draws, (problem, other, { at, literal, what, drop }) => {
        const answer = solveStaffing(problem, AMPLE);
        if (answer.status !== 'unsatisfiable') return;
        const { proof } = answer;
        // Against another problem, or with something changed: what is accepted then has to be true all the same.
        const place = at % proof.length;
        const mutated = proof.map((step, each): ProofStep =>
          each === place ? mutation(step, what, literal, drop) : step,
        );
        const cut = proof.filter((_, each) => each !== place);
        for (const [against, tampered] of [
          [other, proof],
          [problem, mutated],
          [other, mutated],
          [problem, cut],
        ] as const) {
          tried++;
          if (hasPlan(against)) expect(checkStaffingProof(against, tampered).isAccepted).toBe(false);
        }
        // No constraint that it uses may be missing.
        for (const used of answer.reason) {
          const constraints = problem.constraints.map((each, number): StaffingProblem['constraints'][number] =>
            number === used ? { kind: 'atLeast', users: 1, steps: [problem.steps[0]!] } : each,
          );
          expect(checkStaffingProof({ ...problem, constraints }, proof).isAccepted).toBe(false);
        }
      }),
      { numRuns: 1_000, seed: 20261122 },
    );
    expect(tried).toBeGreaterThan(500);
  });

  test('reads what was written, and nothing else', () => {
    expect(readStaffingProof(JSON.parse(JSON.stringify(GOOD)))).toEqual({ proof: GOOD });
    expect(readStaffingProof([{ rule: 'derived', clause: [] }])).toEqual({
      problem: expect.stringContaining('0.from'),
    });
    expect(readStaffingProof({})).toHaveProperty('problem');
    expect(readStaffingProof([{ rule: 'believe', clause: [] }])).toHaveProperty('problem');
  });
});

function mutation(step: ProofStep, what: number, literal: number, drop: number): ProofStep {
  const without = <T>(list: readonly T[]): T[] => list.filter((_, each) => each !== drop % Math.max(1, list.length));
  switch (what) {
    case 0:
      return { ...step, clause: without(step.clause) };
    case 1:
      return { ...step, clause: step.clause.map((each) => -each) };
    case 2:
      return { ...step, clause: [...step.clause.slice(1), literal] };
    case 3:
      return step.rule === 'constraint' ? { ...step, constraint: step.constraint + 1 } : { ...step, clause: [] };
    case 4:
      return step.rule === 'derived' ? { ...step, from: without(step.from) } : { ...step, clause: [] };
    default:
      return step.rule === 'tooFew'
        ? { ...step, groups: [...step.groups, [drop % 4]] }
        : { ...step, clause: [literal] };
  }
}
