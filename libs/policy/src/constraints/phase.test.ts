import type { PastAct } from './deed.js';
import { Past } from './past.js';
import { Separation } from './separation.js';
import { sideOfPhase, sideOfSoleApproval } from './side.js';
import { act, done, unit } from './testing/world.js';

/** Trap T17 of the domain reference: phases bind links of a process and posts; between persons only two pairs are apart. */
const phases = new Separation({
  ...{ kind: 'phase', id: 'PH', basis: [], extent: 'instance', levels: new Set(['person', 'department'] as const) },
  against: [
    [sideOfSoleApproval(), sideOfPhase('execute')],
    [sideOfPhase('execute'), sideOfPhase('supervise')],
  ],
});
const pastOf = (before: PastAct) => new Past({ acts: [before], initiator: null });

const execute = { phase: 'execute', person: 'ming', activity: 'E', department: 'WORKS' } as const;
const supervise = { phase: 'supervise', person: 'ming', activity: 'V', department: 'AUDIT' } as const;
const decide = { phase: 'decide', person: 'ming', activity: 'D', department: 'MONEY' } as const;
const alone = { ...decide, soleApproval: true };

test.each<[string, Parameters<typeof done>[0], Parameters<typeof act>[0], string[]]>([
  ['who executes does not supervise', execute, supervise, ['PHASE_CONFLICT']],
  ['who supervised does not execute', supervise, execute, ['PHASE_CONFLICT']],
  ['nor does the department', execute, { ...supervise, person: 'wei', department: 'WORKS' }, ['SOD_SAME_DEPT']],
  ['another department may', execute, { ...supervise, person: 'qing' }, []],
  ['who approves alone does not execute', alone, execute, ['PHASE_CONFLICT']],
  ['deciding with others does not hinder', decide, execute, []],
  ['a vote is no act of the phase', { ...execute, isVoteInBody: true }, supervise, []],
  ['nor is voting on what one executed', execute, { ...supervise, isVoteInBody: true }, []],
  ['deciding does not hinder supervising', alone, supervise, []],
  ['executing twice is executing', execute, { ...execute, activity: 'F' }, []],
])('%s', (_, before, now, expected) => {
  expect(phases.violations(act(now), pastOf(done(before)), unit()).map(({ code }) => code)).toEqual(expected);
});

test.each([
  [execute, supervise, '执行'],
  [supervise, execute, '监督'],
  [alone, execute, '决策'],
])('says which phase one is in', (before, now, phase) => {
  const [violation] = phases.violations(act(now), pastOf(done(before)), unit());
  expect(violation!.parameters).toEqual({ phase, b: `环节${now.activity}` });
});
