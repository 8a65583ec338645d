import { aroundOf } from '../controls/around.js';
import { controlsOf } from '../controls/plan.js';
import { unreasoned } from '../guard/unreasoned.js';
import { policyOf } from '../model/index.js';
import type { InstanceView, Request } from '../ports/index.js';
import type { Work } from '../work/state.js';
import type { Act } from './act.js';
import { conflict } from './reactions.js';
import { actingAsSelf, doneAs, trailOf } from './trail.js';

/**
 * 异议, with a reason: to what is public, by everybody who does business in the unit; to how a meeting goes (程序异议), by those who belong to it or watch
 * it. An objection is an act of the control it is raised against.
 */
export const object: Act<'objectToPublicity'> = {
  against: ({ command, instance, request, person }) => {
    const open = openIn(instance, command.activity, request);
    const against =
      open === null
        ? undefined
        : open.plan.control.againstObjecting?.(open.plan, open.acts, open.around, person.person);
    return [...(against ?? []), ...unreasoned(command.reason)];
  },
  react: (draft, { command: { activity }, instance, request, person }) => {
    const open = openIn(instance, activity, request);
    const act = open?.plan.control.objects?.(open.plan, open.acts, open.around) ?? null;
    if (open === null || act === null) {
      return conflict(
        '该事项目前不能提出异议（不在公示期内，或会议未开始、已表决、已有异议待答复）；可通过监督举报渠道反映。',
      );
    }
    const { element } = open;
    const { organisation, at } = request;
    const digest = draft.digestFor(activity);
    const acting = actingAsSelf(person.person, organisation, at);
    draft.trail.push({ ...trailOf({ activity, element }, 'object', person, acting), digest });
    draft.act(element, act, { ...doneAs(person.person, acting), answer: 'disapprove', at, digest });
    return draft.reaction();
  },
};

function openIn(instance: InstanceView<Work>, activity: string, { organisation, at }: Request<Work>) {
  const { definition, work } = instance;
  const plan = controlsOf(policyOf(definition)).get(activity);
  const open = Object.entries(work.controls ?? {}).find(([, control]) => control.activity === activity);
  if (plan === undefined || open === undefined) return null;
  const [element, { acts }] = open;
  return { plan, acts, element: Number(element), around: aroundOf(instance, work, organisation, at) };
}
