import type { Policy } from '@quanheng/runtime/ports';
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
    const [first, second] = [await campaign(11, 600), await campaign(11, 600)];
    expect(second).toEqual(first);
  });
});

/** Without reasons of these codes. */
function deaf(...codes: readonly string[]): Spoil {
  const heard = <G extends { readonly code: string }>(grounds: readonly G[]): readonly G[] =>
    grounds.filter(({ code }) => !codes.includes(code));
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

/** As if the signatures of a hand-over were complete with the first. */
const hasty: Spoil = (policy) => ({
  ...policy,
  react: (request, stimulus) => {
    const reaction = policy.react(request, stimulus);
    return {
      ...reaction,
      events: reaction.events.map((event) => ('isComplete' in event ? { ...event, isComplete: true } : event)),
    };
  },
});

describe('the auditor notices lawful exceptions that go too far: a policy', () => {
  // What few offices come to is looked for from a seed on that is known to come to it.
  test.each<[what: string, process: string, spoil: Spoil, found: RegExp, from?: number]>([
    [
      'that lets anybody freeze',
      'Payment',
      deaf('DISCIPLINE_ONLY'),
      /froze it, who is not of discipline inspection/,
      9,
    ],
    ['that lets anybody open a matter', 'Payment', deaf('DISCIPLINE_ONLY'), /opened it, who is not of/],
    ['that freezes for as long as is wanted', 'Payment', deaf('FREEZE_TOO_LONG'), /frozen for \d+ working days/, 3],
    ['that goes on with what is frozen', 'Payment', deaf('INSTANCE_FROZEN'), /while it was frozen/],
    ['that lets one person correct', 'Payment', deaf('CORRECTION_SELF'), /corrected alone/],
    [
      'that corrects key elements',
      'Payment',
      deaf('PROTECTED_DATA', 'CORRECTION_DECISIVE'),
      /written by decideCorrection/,
      7,
    ],
    ['that hands over with one signature', 'Payment', hasty, /said to count/],
    ['that hands over to whoever', 'Payment', deaf('HAND_OVER_PERSONS'), /fewer than three persons/],
    ['that lets anybody witness', 'Payment', deaf('HAND_OVER_WITNESS'), /witnessed a hand-over/],
    [
      'that lets administrators do business',
      'Payment',
      deaf('ADMINISTRATOR_IN_BUSINESS', 'NOT_OFFERED'),
      /an administrator/,
    ],
    ['that lets anybody operate', 'Payment', deaf('ROLE_REQUIRED'), /no operator/],
    ['that closes a publicity early', 'Urgent', deaf('PUBLICITY_SHORT'), /closed early/],
    ['that closes over an objection', 'Urgent', deaf('OBJECTION_OPEN'), /was not answered/],
    ['that lets who published or objected answer', 'Urgent', deaf('SOD_SAME_PERSON'), /whoever (published|objected)/],
    ['that goes on with a meeting over an objection', 'Great', deaf('PROCEDURE_OBJECTED'), /went on over|not answered/],
    ['that lets anybody stop a meeting', 'Great', deaf('OBJECTION_NOT_THEIRS'), /may not object/],
    ['that tells nobody of an emergency', 'Urgent', deaf('EMERGENCY_UNTOLD'), /inspection was not told/],
    ['that takes leaders of nothing', 'Urgent', deaf('EMERGENCY_NOT_LEADER'), /leads nothing/],
    [
      'that knows no chief in an emergency',
      'Urgent',
      deaf('EMERGENCY_CHIEF', 'EMERGENCY_NOT_LEADER'),
      /the chief signed/,
    ],
    ['that knows no lines', 'Urgent', deaf('EMERGENCY_SAME_LINE'), /of one line/, 19],
    ['that knows no cap', 'Urgent', deaf('EMERGENCY_OVER_CAP'), /over the cap/],
    ['that leaves key elements open', 'Loose', deaf('KEY_ELEMENT_UNSIGNED'), /Pens does not stand/],
    ['that forgets limits', 'Registered', deaf('LIMIT_OVER', 'PAY_OVER', 'LIMIT_NO_AMOUNT'), /was overspent/, 10],
    ['that pays to any account', 'Registered', deaf('PAYEE_MISMATCH'), /no account of its supplier/],
    ['that lets one person change registers', 'Registered', deaf('PROPOSAL_SELF'), /changed a register alone/],
    ['that lets anybody keep registers', 'Registered', deaf('REGISTER_PROPOSER', 'REGISTER_CONFIRMER'), /keeps no/],
    ['that lets relatives keep registers', 'Registered', deaf('RECUSE_REQUIRED'), /is related to/],
    ['that never ratifies', 'Urgent', deaf('RATIFICATION_MISSING'), /before a meeting had looked/, 54],
    [
      'that forgets what was not ratified',
      'Urgent',
      forgetful('work:frozen'),
      /while it was frozen|nothing stood still/,
    ],
    [
      'that lets whoever review',
      'Urgent',
      deaf('SUBSTITUTE_REVIEWER', 'NOT_OFFERED', 'DELEGATION_INVALID'),
      /in the place of others|had a part/,
    ],
    [
      'that needs no review',
      'Urgent',
      deaf('SOD_SAME_PERSON', 'SOD_SAME_DEPT', 'SUBSTITUTE_REVIEW_NEEDED'),
      /in Fill and Close/,
    ],
  ])('%s', async (_what, process, spoil, found, from = 1) => {
    const told: string[] = [];
    for (let seed = from; seed < from + 40 && !told.some((each) => found.test(each)); seed++) {
      const { breaches, faults } = await campaign(seed, 500, spoil, [process]);
      told.push(...breaches.map(({ what }) => what), ...faults);
    }
    expect(told).toEqual(expect.arrayContaining([expect.stringMatching(found)]));
  });
});
