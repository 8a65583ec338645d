import { activePayment } from '../guard/controlled-acts.js';
import { reason } from '../texts/index.js';
import { signaturesOf } from '../work/state.js';
import type { Act } from './act.js';
import { conflict } from './reactions.js';
import { actingAsSelf, trailOf } from './trail.js';

/** 撤回签字: whoever signed, or for whom it was signed, as long as the payment has not begun. One signature taken back takes the other with it: they were given on each other. */
export const withdrawSignature: Act<'withdrawSignature'> = {
  against: ({ command, instance, person }, { effectOf }) => {
    const signed = signaturesOf(instance.work, command.activity);
    const isOwn = signed.some((each) => [each.person, each.onBehalfOf].includes(person.person));
    const begun = activePayment(instance, effectOf);
    return [
      ...(isOwn ? [] : [reason('NOT_SIGNED')]),
      ...(begun === undefined ? [] : [reason('WITHDRAW_REFUSED', { name: begun })]),
      ...(command.reason.trim() === '' ? [reason('OPINION_MISSING')] : []),
    ];
  },
  react: (draft, { command: { activity }, request: { organisation, at }, person }) => {
    if (draft.planOf(activity)?.control.kind !== 'dualSignature' || signaturesOf(draft.work, activity).length === 0) {
      return conflict('该环节没有可撤回的签字，请刷新后查看。');
    }
    const open = Object.entries(draft.work.controls ?? {}).filter(([, control]) => control.activity === activity);
    for (const [element] of open) draft.voidActs(Number(element));
    draft.voidEnded(activity, 'revoked');
    const element = open[0] === undefined ? (draft.work.ended?.[activity]?.element ?? 0) : Number(open[0][0]);
    draft.trail.push(trailOf({ activity, element }, 'withdraw', person, actingAsSelf(person.person, organisation, at)));
    return draft.reaction();
  },
};
