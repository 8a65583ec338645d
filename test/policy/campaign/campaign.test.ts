import type { Policy, Reason } from '@quanheng/runtime/ports';
import { campaign } from './campaign.js';
import type { Spoil } from './office.js';

/** Found by longer runs, and kept: seeds of campaigns in which something was broken once. */
const SEEDS = [3, 7];

describe('the bypass campaign', () => {
  test.each(SEEDS)('breaks no constraint, whatever is tried, seed %i', async (seed) => {
    const report = await campaign(seed, 1_000);
    expect({ seed, breaches: report.breaches, faults: report.faults }).toEqual({ seed, breaches: [], faults: [] });
    // Who only ever runs into refusals has shown nothing.
    expect(report.payments).toBeGreaterThan(0);
    expect(report.refused).toBeGreaterThan(100);
    expect(report.completed).toBeGreaterThan(0);
  });

  test('is the same campaign again for the same seed', async () => {
    const [first, second] = [await campaign(11, 150), await campaign(11, 150)];
    expect(second).toEqual(first);
  });
});

/** Without reasons of these codes. */
function deaf(...codes: readonly string[]): Spoil {
  const heard = (reasons: readonly Reason[]): readonly Reason[] => reasons.filter(({ code }) => !codes.includes(code));
  return (policy): Policy => ({
    ...policy,
    authorise: (request) => heard(policy.authorise(request)),
    admit: (request, done) => heard(policy.admit(request, done)),
  });
}
/** As if these events had never been thought of. */
function forgetful(...types: readonly string[]): Spoil {
  return (policy): Policy => ({
    ...policy,
    react: (request, stimulus) => {
      const reaction = policy.react(request, stimulus);
      return { ...reaction, events: reaction.events.filter(({ type }) => !types.includes(type)) };
    },
  });
}

describe('the auditor is no rubber stamp: it notices a policy', () => {
  const separation = ['SOD_SAME_PERSON', 'SOD_SAME_DEPT', 'SOD_SAME_LEADER', 'LEADER_UNKNOWN', 'DUAL_CROSS_DELEGATE'];
  test.each<[what: string, spoil: Spoil, found: RegExp]>([
    ['that admits everything', (policy) => ({ ...policy, admit: () => [] }), /money went out, and Pens does not stand/],
    ['that forgets separation', deaf(...separation), /one person|one department|one leader/],
    ['that forgets whom work is for', deaf('NOT_OFFERED', 'DELEGATION_INVALID', 'POST_NOT_HELD'), /had no right to/],
    ['that forgets recusal', deaf('SELF_APPROVE', 'RECUSE_REQUIRED'), /in a matter of/],
    ['that forgets who declared an interest', forgetful('work:recused'), /had declared an interest/],
    ['that forgets binding', deaf('BINDING_REQUIRED'), /by somebody else than/],
    ['that protects no data', deaf('PROTECTED_DATA'), /written by|inside the process/],
    [
      'that lets signatures stand whatever happens',
      forgetful('work:controlVoided', 'work:actsVoided'),
      /does not stand|is not there/,
    ],
    ['that takes old proofs of identity', deaf('AUTH_STRENGTH'), /without a fresh proof/],
    ['that lets anybody end a matter', deaf('ENDING_TWO'), /ended what|ended alone/],
    ['that lets who asks for the end confirm it', deaf('ENDING_SAME_PERSON', 'NOT_OFFERED'), /confirmed/],
  ])('%s', async (_what, spoil, found) => {
    const told: string[] = [];
    for (let seed = 1; seed <= 20 && !told.some((each) => found.test(each)); seed++) {
      const { breaches, faults } = await campaign(seed, 200, spoil);
      told.push(...breaches.map(({ what }) => what), ...faults);
    }
    expect(told).toEqual(expect.arrayContaining([expect.stringMatching(found)]));
  });
});
