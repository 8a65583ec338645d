import { worded, type Reason } from '@quanheng/policy';
import { isRuled } from '../../../libs/policy/src/texts/domain-codes.js';
import { caseOf, FOLDERS, POLICY, scenariosOf, worldOf } from './folder.js';
import { playedPurely } from './record.js';

/** One for each that refuses: constraints, limits, registers, windows of controls, papers, key elements, pens. */
const OF_EVERY_SORT = [
  ...['SOD_SAME_PERSON', 'SOD_SAME_DEPT', 'PHASE_CONFLICT', 'SELF_APPROVE', 'CHIEF_RESTRICTED'],
  ...['BUDGET_NONE', 'BUDGET_OVER', 'PAYEE_MISMATCH', 'PAY_AHEAD', 'PAY_OVER', 'SPLIT_SUSPECT', 'SUPPLEMENT_OVER10'],
  ...['EVIDENCE_MISSING', 'PROTECTED_DATA', 'DUAL_CONTENT_CHANGED', 'DUAL_CROSS_DELEGATE'],
  ...['CHAIR_LAST', 'FILING_TOO_LATE', 'QUORUM_NOT_MET', 'PUBLICITY_SHORT', 'OBJECTION_OPEN'],
];

/** Everything that the guard refuses with in the scenarios of a process, by a rule. */
async function refusalsOf(folder: string): Promise<readonly Reason[]> {
  const told: Reason[] = [];
  const heard = (reasons: readonly Reason[]): readonly Reason[] => {
    told.push(...reasons.filter(({ code }) => isRuled(code)));
    return reasons;
  };
  const policy: typeof POLICY = {
    ...POLICY,
    authorise: (request) => heard(worded(POLICY.authorise(request))),
    admit: (request, done) => heard(POLICY.admit(request, done)),
  };
  const world = await worldOf(folder);
  for (const scenario of scenariosOf(folder)) playedPurely(caseOf(folder, scenario), world, policy);
  return told;
}

test('under the processes that come with the product, a refusal by a rule names it and the articles it rests on', async () => {
  const codes = new Set<string>();
  for (const folder of FOLDERS) {
    const told = await refusalsOf(folder);
    for (const { code } of told) codes.add(code);
    const bare = told.filter(({ parameters }) => !parameters?.['constraint'] || !parameters['basis']);
    expect({ folder, bare }).toEqual({ folder, bare: [] });
  }
  expect([...codes]).toEqual(expect.arrayContaining(OF_EVERY_SORT));
});
