import { isHandling } from '../constraints/index.js';
import { unreasoned } from '../guard/unreasoned.js';
import type { InstanceView, Reason } from '../ports/index.js';
import { reason } from '../texts/index.js';
import { handingEvent } from '../work/handing-events.js';
import { additionsTo, type HeldAnswer, type LastStep } from '../work/handing.js';
import type { WorkDraft } from '../work/draft.js';
import type { Work } from '../work/state.js';
import type { Act, Asked } from './act.js';
import { conflict } from './reactions.js';
import { trailOf } from './trail.js';

/**
 * 取回: whoever did the last step takes it back while nobody has begun what came of it; an answer that waits for opinions, as long as it waits. An act of
 * a control is not taken back so: what two or more rest on is voided by a return, or by a signature withdrawn.
 */
export const retrieve: Act<'retrieveWork'> = {
  against: (asked, _known) => [...unreasoned(asked.command.reason), ...againstTooLate(asked)],
  react: (draft, asked) => {
    const { command, instance, person } = asked;
    const waiting = heldBy(asked);
    if (waiting !== undefined) return reopen(draft, asked, ...waiting);
    const { last } = instance.work;
    const from = last === undefined ? undefined : openSince(instance, last)[0];
    if (last === undefined || from === undefined) return conflict('该环节已无可取回的内容，请刷新后查看。');
    draft.commands.push({ type: 'returnTo', from, target: command.activity });
    draft.trail.push(trailOf(last, 'retrieve', person, null));
    return draft.reaction();
  },
};

/** The answer is given anew by whoever gave it. */
function reopen(
  draft: WorkDraft,
  { person }: Asked<'retrieveWork'>,
  item: string,
  held: HeldAnswer,
): ReturnType<typeof conflict> {
  for (const addition of additionsTo(draft.work, item)) draft.emit({ type: 'itemCancelled', item: addition });
  draft.emit(handingEvent({ type: 'work:answerFreed', item }));
  const again = draft.openAgain(item, held);
  draft.emit({ type: 'itemAssigned', item: again, assignee: person.person });
  draft.trail.push(trailOf(held, 'retrieve', person, null));
  return draft.reaction();
}

function heldBy({ command, instance, person }: Asked<'retrieveWork'>): readonly [string, HeldAnswer] | undefined {
  return Object.entries(instance.work.held ?? {}).find(
    ([, { activity, by }]) => activity === command.activity && by === person.person,
  );
}

function againstTooLate(asked: Asked<'retrieveWork'>): Reason[] {
  const { command, instance, person, request } = asked;
  if (heldBy(asked) !== undefined) return [];
  const { last } = instance.work;
  const isOwn = last?.activity === command.activity && last.by === person.person;
  if (
    !isOwn ||
    isInLoop(instance, last.activity) ||
    openSince(instance, last).length === 0 ||
    isAutomatic(instance, last)
  ) {
    return [reason('WITHDRAW_REFUSED', { name: '' })];
  }
  const opened = openedBy(instance, last);
  if (opened === undefined) return [];
  const name = request.organisation.fact('person', opened, request.at)?.data.name ?? opened;
  return [reason('WITHDRAW_REFUSED', { name })];
}

/** Doing one of several again would undo what the others did. */
function isInLoop({ definition }: InstanceView<Work>, activity: string): boolean {
  return definition.graph.nodesByKey.get(activity)?.activity?.loop != null;
}

/** Elements where people have something to do that came of the step. */
function openSince({ work }: InstanceView<Work>, { since }: LastStep): number[] {
  return Object.values(work.items).flatMap(({ element }) => (element >= since ? [element] : []));
}

/** A job may be under way outside, which nobody takes back by returning. */
function isAutomatic({ flow }: InstanceView<Work>, { since }: LastStep): boolean {
  return [...flow.elements.values()].some(({ id, work, incident }) => {
    return id >= since && (work?.kind === 'job' || incident !== null);
  });
}

/** Who has opened what came of it, also if they gave it back; or has done something in it, whoever it was. */
function openedBy({ trail, work }: InstanceView<Work>, { since, by }: LastStep): string | undefined {
  const taken = Object.values(work.items).find(({ element, assignee }) => element >= since && (assignee ?? by) !== by);
  const did = trail.find(({ element, act, person }) => element >= since && (person !== by || !isHandling(act)));
  return taken?.assignee ?? did?.person;
}
