import { isOpenToObjections, nextObjection } from '../controls/publicity/publicity.js';
import { unreasoned } from '../guard/unreasoned.js';
import type { Act } from './act.js';
import { conflict } from './reactions.js';
import { actingAsSelf, doneAs, trailOf } from './trail.js';

/** 异议: everybody who does business in the unit may, with a reason, as long as it is public. An objection is an act of the publicity. */
export const object: Act<'objectToPublicity'> = {
  against: ({ command }) => unreasoned(command.reason),
  react: (draft, { command: { activity }, request: { organisation, at }, person }) => {
    const open = Object.entries(draft.work.controls ?? {}).find(([, control]) => control.activity === activity);
    const acts = open?.[1].acts ?? {};
    if (open === undefined || !isOpenToObjections(draft.planOf(activity), acts)) {
      return conflict('该事项不在公示期内，不能提出异议；可通过监督举报渠道反映。');
    }
    const element = Number(open[0]);
    const digest = draft.digestFor(activity);
    const acting = actingAsSelf(person.person, organisation, at);
    draft.trail.push({ ...trailOf({ activity, element }, 'object', person, acting), digest });
    draft.act(element, nextObjection(acts), { ...doneAs(person.person, acting), answer: 'disapprove', at, digest });
    return draft.reaction();
  },
};
