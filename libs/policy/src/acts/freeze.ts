import { periodFrom, workingDaysOf } from '../calendar/index.js';
import { unitRule } from '../catalogue/index.js';
import { DISCIPLINE, disciplineOf, isDiscipline } from '../exceptions/discipline.js';
import { freeze, thaw } from '../exceptions/freezing.js';
import { unreasoned } from '../guard/unreasoned.js';
import type { Reason } from '../ports/index.js';
import { reason } from '../texts/index.js';
import type { Act, Asked } from './act.js';
import { conflict, invalid } from './reactions.js';
import { actingAsSelf, trailOf } from './trail.js';

/** 冻结: discipline inspection lets a matter stand still, for so many working days and no longer. */
export const freezeInstance: Act<'freezeInstance'> = {
  against: (asked) => {
    const { organisation, at } = asked.request;
    const { value: most } = unitRule(organisation, 'freezeDays', at);
    const isLong = asked.command.workingDays > most;
    return [
      ...notDiscipline(asked),
      ...(isLong ? [reason('FREEZE_TOO_LONG', { n: most })] : []),
      ...unreasoned(asked.command.reason),
    ];
  },
  react: (draft, { command: { workingDays: days }, instance, person, request: { organisation, at } }) => {
    const { status } = instance.flow;
    if (status !== 'active' && status !== 'suspended') return conflict('本件已办结或已终止，无须冻结。');
    if (!Number.isSafeInteger(days) || days < 1) return invalid('请填写冻结的工作日数（不小于 1 的整数）。');
    const known = draft.work.exceptions?.freezes.find(({ why }) => why === 'discipline');
    if (known !== undefined) return conflict('本件已冻结；如需调整期限，请先解除冻结。');
    const calendar = workingDaysOf(organisation, 'statutory', at);
    const { end: until } = periodFrom(calendar, at, { days, counting: 'workingDays' }).value;
    const on = { activity: instance.process, element: 0 };
    draft.trail.push(trailOf(on, 'freeze', person, actingAsSelf(person.person, organisation, at)));
    draft.setDeadline(instance.process, until, { kind: 'freezeEnds' });
    freeze(draft, instance, { why: 'discipline', at, by: person.person, until });
    return draft.reaction();
  },
};

/** 解除冻结: whatever it was frozen for. */
export const unfreezeInstance: Act<'unfreezeInstance'> = {
  against: (asked) => [...notDiscipline(asked), ...unreasoned(asked.command.reason)],
  react: (draft, { instance, person, request: { organisation, at } }) => {
    const freezes = draft.work.exceptions?.freezes ?? [];
    if (freezes.length === 0) return conflict('本件未冻结，请刷新后查看。');
    const on = { activity: instance.process, element: 0 };
    draft.trail.push(trailOf(on, 'unfreeze', person, actingAsSelf(person.person, organisation, at)));
    draft.clearDeadlines(({ purpose }) => purpose.kind === 'freezeEnds');
    thaw(
      draft,
      freezes.map(({ why }) => why),
    );
    return draft.reaction();
  },
};

type Freezing = Asked<'freezeInstance'> | Asked<'unfreezeInstance'>;

function notDiscipline({ person, request: { organisation, at } }: Freezing): Reason[] {
  if (isDiscipline(person.person, organisation, at)) return [];
  return [reason('DISCIPLINE_ONLY', { name: disciplineOf(organisation, at) || DISCIPLINE })];
}
