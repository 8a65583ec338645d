import { ROOT } from '@quanheng/engine';
import type { Acting } from '../guard/acting.js';
import { actedSince, againstDecisive, againstHand, handOf, stepsOf, whoMay, type Place } from '../guard/corrections.js';
import { againstWriting } from '../guard/protected-writes.js';
import { unreasoned } from '../guard/unreasoned.js';
import { policyOf } from '../model/index.js';
import type { InstanceView } from '../ports/index.js';
import { reason } from '../texts/index.js';
import { payloadOf } from '../variables.js';
import { officeEvent } from '../work/office-events.js';
import { predecessorsOf, type Correction, type Hand } from '../work/office.js';
import { valueOf } from '../work/protected-data.js';
import type { Work } from '../work/state.js';
import type { Act, Asked } from './act.js';
import { conflict, invalid } from './reactions.js';
import { trailOf } from './trail.js';

/**
 * 勘误: what was filled in wrongly in a step that is done. One proposes it with the reason, a second person who may answer for that step agrees. The old text
 * is kept. Key elements are not corrected but filled in anew, and neither is what the way of the matter depends on; what was voted is nowhere to be reached.
 */
export const proposeCorrection: Act<'proposeCorrection'> = {
  against: (asked, known) => {
    const { command, instance } = asked;
    const { change, activity } = command;
    const data =
      'name' in change
        ? againstWriting([change.name], '', instance, known).concat(againstDecisive(change.name, activity, instance))
        : [];
    return [...againstHand(asked, command, known), ...data, ...unreasoned(command.reason)];
  },
  react: (draft, asked) => {
    const { command, instance, person, request } = asked;
    const { activity, change } = command;
    if (instance.flow.status !== 'active') return conflict(NOT_ACTIVE);
    const wrong = unfit(instance, command);
    if (wrong !== null) return conflict(wrong);
    const known = draft.work.corrections ?? [];
    if ('name' in change) {
      const { name, value } = change;
      if (known.some((each) => each.decided === undefined && 'name' in each.change && each.change.name === name)) {
        return conflict('该内容已有勘误待另一人确认，请先确认或否决。');
      }
      if (JSON.stringify(valueOf(instance.flow, name)) === JSON.stringify(value))
        return invalid('更正后的内容与原内容相同。');
      // What cannot be a value is said now, not when somebody agrees.
      payloadOf({ [name]: value });
    }
    const { acting } = handOf(asked, command);
    const correction: Correction = {
      ...{ number: known.length + 1, activity, change, reason: command.reason },
      ...('name' in change ? { before: valueOf(instance.flow, change.name) } : {}),
      proposed: byHand(person.person, acting, request.at),
    };
    draft.emit(officeEvent({ type: 'work:correctionProposed', correction }));
    draft.trail.push(trailOf({ activity, element: 0 }, 'proposeCorrection', person, acting));
    return draft.reaction();
  },
};

/** The second person. */
export const decideCorrection: Act<'decideCorrection'> = {
  against: (asked, known) => {
    const { command, person } = asked;
    const open = openCorrection(asked);
    if (open === undefined) return [];
    const { acting } = handOf(asked, open);
    const hands = [person.person, acting?.onBehalfOf, ...(acting?.alsoFor ?? [])];
    // Whoever has taken the matter over proposes for those before them, too.
    const { proposed } = open;
    const proposers = [proposed.person, proposed.onBehalfOf, ...predecessorsOf(asked.instance.work, proposed.person)];
    const isOwn = proposers.some((each) => each != null && hands.includes(each));
    return [
      ...(isOwn ? [reason('CORRECTION_SELF', { posts: whoMay(asked, open) })] : []),
      ...againstHand(asked, open, known),
      ...(command.agree ? [] : unreasoned(command.reason)),
    ];
  },
  react: (draft, asked) => {
    const { command, instance, person, request } = asked;
    const open = openCorrection(asked);
    if (open === undefined) return conflict('该勘误已处理或不存在，请刷新后查看。');
    if (instance.flow.status !== 'active') return conflict(NOT_ACTIVE);
    const { activity, change, before, number } = open;
    const { agree: agreed, reason: why } = command;
    const wrong = agreed ? unfit(instance, open) : null;
    if (wrong !== null) return conflict(wrong);
    if (agreed && 'name' in change && JSON.stringify(valueOf(instance.flow, change.name)) !== JSON.stringify(before)) {
      return conflict('该内容在提出勘误后已变更，请否决本勘误后重新提出。');
    }
    const { acting } = handOf(asked, open);
    const decided = {
      ...byHand(person.person, acting, request.at),
      agreed,
      ...(why === undefined ? {} : { reason: why }),
    };
    draft.emit(officeEvent({ type: 'work:correctionDecided', correction: number, decided }));
    draft.trail.push(
      trailOf({ activity, element: 0 }, agreed ? 'confirmCorrection' : 'rejectCorrection', person, acting),
    );
    if (!agreed) return draft.reaction();
    if ('name' in change)
      draft.commands.push({ type: 'setVariables', variables: payloadOf({ [change.name]: change.value }) });
    const told = actedSince(instance, open).filter((each) => each !== person.person && each !== open.proposed.person);
    if (told.length > 0) draft.emit({ type: 'copied', persons: told, by: person.person, at: request.at });
    return draft.reaction();
  },
};
const NOT_ACTIVE = '本件已办结、终止或暂停，不能勘误；暂停的请待恢复后办理。';

function openCorrection({ command, instance }: Asked<'decideCorrection'>): Correction | undefined {
  return (instance.work.corrections ?? []).find(
    ({ number, decided }) => number === command.correction && decided === undefined,
  );
}

/** Why it cannot be corrected now, in Chinese; null: it can. */
function unfit(instance: InstanceView<Work>, place: Place): string | null {
  const { activity, change } = place;
  const name = policyOf(instance.definition).activities.get(activity)?.name ?? activity;
  const steps = stepsOf(instance, place);
  if (steps.length === 0) return `“${name}”尚未办结或不是填写环节，无可勘误的内容。`;
  const isOpen = Object.values(instance.work.items).some((item) => item.activity === activity);
  if (isOpen) return `“${name}”正在办理，请直接在该环节办理。`;
  if ('file' in change) return null;
  const isFilled = steps.some(({ filled }) => filled?.includes(change.name));
  const isKept = instance.flow.elements.get(ROOT)?.variables?.has(change.name) === true;
  return isFilled && isKept ? null : `“${change.name}”不是在“${name}”填写的内容，请选择填写它的环节。`;
}

function byHand(person: string, acting: Acting | null, at: number): Hand {
  const behalf = acting?.onBehalfOf ?? null;
  return { person, ...(behalf === null ? {} : { onBehalfOf: behalf }), at };
}
