import { paidSince } from '../guard/controlled-acts.js';
import { unreasoned } from '../guard/unreasoned.js';
import { reason } from '../texts/index.js';
import { signaturesOf, type Work } from '../work/state.js';
import type { Act } from './act.js';
import { conflict } from './reactions.js';
import { actingAsSelf, trailOf } from './trail.js';

/** 撤回签字: whoever signed, or for whom it was signed, as long as the money has not gone out. One signature taken back takes the other with it: they were given on each other. */
export const withdrawSignature: Act<'withdrawSignature'> = {
  against: ({ command, instance, person }, { effectOf }) => {
    const signed = signaturesOf(instance.work, command.activity);
    const isOwn = signed.some((each) => [each.person, each.onBehalfOf].includes(person.person));
    // What is signed anew is signed for the next payment.
    const isDone =
      instance.work.ended?.[command.activity] !== undefined && isOpenNowhere(command.activity, instance.work);
    const paid = isDone ? paidSince(command.activity, instance, effectOf) : undefined;
    return [
      ...(isOwn ? [] : [reason('NOT_SIGNED')]),
      ...(paid === undefined ? [] : [reason('WITHDRAW_PAID', { step: paid })]),
      ...unreasoned(command.reason),
    ];
  },
  react: (draft, { command: { activity }, instance, request: { organisation, at }, person }) => {
    const { status } = instance.flow;
    if (status === 'completed' || status === 'cancelled') {
      return conflict('本件已办结或已终止，签字不能再撤回；有异议的，请向纪检监察机构反映。');
    }
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

function isOpenNowhere(activity: string, { controls = {} }: Work): boolean {
  return Object.values(controls).every((control) => control.activity !== activity);
}
