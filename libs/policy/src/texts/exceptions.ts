import type { BlockText } from './block-text.js';

/** Lawful exceptions (domain §6.6): what they do not allow, and who can act instead. None of these is in the table of the domain reference. */
export const EXCEPTION_TEXTS = {
  DISCIPLINE_ONLY: {
    zh: '冻结与解除冻结只能由纪检监察办理,请联系{name}。',
    en: 'Only discipline inspection freezes a matter or lifts that: ask {name}.',
  },
  FREEZE_TOO_LONG: {
    zh: '冻结一次不超过{n}个工作日,请缩短期限;期满仍需核实的,可另行决定。',
    en: 'A freeze lasts {n} working days at most. Make it shorter; if more has to be verified then, decide anew.',
  },
  OBJECTION_OVERDUE: {
    zh: '该异议的处理期限已于{date}届满,改由上级领导处理,请联系{name}。',
    en: 'The time for answering this objection ended on {date}. It is now for the leader above: ask {name}.',
  },
  TOO_MANY_RECUSED: {
    zh: '已有{n}名成员回避,其余{p}名成员不能形成决议,本会议不能召开。请退回上一环节,报上级决定。',
    en: '{n} members have recused themselves, and the other {p} cannot decide, so the meeting cannot be opened. Return it to the step before and refer the matter to the superior.',
  },
} as const satisfies Record<string, BlockText>;
