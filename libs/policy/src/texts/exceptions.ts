import type { BlockText } from './block-text.js';

/** Lawful exceptions (domain §6.6): what they do not allow, and who can act instead. None of these is in the table of the domain reference. */
export const EXCEPTION_TEXTS = {
  DISCIPLINE_ONLY: {
    zh: '冻结与解除冻结只能由纪检监察办理，请联系{name}。',
    en: 'Only discipline inspection freezes a matter or lifts that: ask {name}.',
  },
  FREEZE_TOO_LONG: {
    zh: '冻结一次不超过{n}个工作日，请缩短期限；期满仍需核实的，可另行决定。',
    en: 'A freeze lasts {n} working days at most. Make it shorter; if more has to be verified then, decide anew.',
  },
  OBJECTION_OVERDUE: {
    zh: '该异议的处理期限已于{date}届满，改由上级领导处理，请联系{name}。',
    en: 'The time for answering this objection ended on {date}. It is now for the leader above: ask {name}.',
  },
  TOO_MANY_RECUSED: {
    zh: '已有{n}名成员回避，其余{p}名成员不能形成决议，本会议不能召开。请退回上一环节，报上级决定。',
    en: '{n} members have recused themselves, and the other {p} cannot decide, so the meeting cannot be opened. Return it to the step before and refer the matter to the superior.',
  },
  EMERGENCY_UNTOLD: {
    zh: '应急处置须先由纪检监察知悉，请由{name}办理通报。',
    en: 'Discipline inspection has to know of an emergency first: this is for {name}.',
  },
  EMERGENCY_NOT_LEADER: {
    zh: '应急处置单须由分管领导签批，您当前办理的岗位没有分管部门；请由分管领导签批。',
    en: 'An emergency order is signed by leaders, and the post you act in leads no department. Leave it to one who does.',
  },
  EMERGENCY_SAME_LINE: {
    zh: '应急处置单须由分管不同部门的两位领导签批，两人均分管“{dept}”；请由另一条线的分管领导签批。',
    en: 'An emergency order is signed by leaders of two different lines, and both lead “{dept}”. Leave it to the leader of another line.',
  },
  EMERGENCY_CHIEF: {
    zh: '主要负责人不在应急处置单上签批，请由分管领导签批；您可在追认会议上发表意见。',
    en: 'The chief does not sign an emergency order: leave it to the supervising leaders. You can speak at the meeting that ratifies it.',
  },
  EMERGENCY_NO_AMOUNT: {
    zh: '应急处置金额“{name}”尚未填写，请退回填写后签批。',
    en: 'The amount of the emergency, “{name}”, is not filled in. Return it to be filled in, then sign.',
  },
  EMERGENCY_OVER_CAP: {
    zh: '应急处置金额{a}元，超过限额{x}元。请调减到制止损害所必需的金额，其余按规定程序办理。',
    en: 'The emergency comes to {a} yuan, and {x} yuan are allowed. Reduce it to what stops the harm; the rest goes the ordinary way.',
  },
  RATIFICATION_MISSING: {
    zh: '应急处置单“{name}”尚未提请会议追认，本件不能办结或终止。请先办理“{meeting}”。',
    en: 'The emergency order “{name}” has not been brought before the meeting that ratifies it, so the matter can be neither finished nor cancelled. Hold “{meeting}” first.',
  },
  SUBSTITUTE_REVIEW_NEEDED: {
    zh: '本单位已设替代控制({document})，请先提请{name}替代复核，复核同意后可由您办理。',
    en: 'The unit has a substitute review for this ({document}). Ask for the review by {name} first; once it is agreed you can do it.',
  },
  SUBSTITUTE_FORBIDDEN: {
    zh: '“{name}”不得以替代控制代替(会计法第25条、第35条的不相容职责、两支笔和主要领导限制)，请由其他人员办理。',
    en: '“{name}” is not made up for by a substitute review (the duties that articles 25 and 35 of the Accounting Law keep apart, the two pens, the chief). Have somebody else do it.',
  },
  SUBSTITUTE_NONE: {
    zh: '您办理本件没有可适用的替代控制，不能提请替代复核；请按分工由其他人员办理。',
    en: 'No substitute review applies to your doing this, so none can be asked for. Leave it to somebody else.',
  },
  SUBSTITUTE_REVIEWER: {
    zh: '替代复核须由未参与本件的复核人本人办理，不能是{name}、已参与办理的人员或主要领导；请由替代控制指定的其他人员复核。',
    en: 'A substitute review is done in person by somebody who has no other part in the matter: not by {name}, nor by the chief. Leave it to another of the reviewers named.',
  },
  SUBSTITUTE_REVIEW_ONLY: {
    zh: '替代复核只表明同意或不同意，不能退回、转办或加签；请填写复核意见后办理。',
    en: 'A substitute review says yes or no. It returns nothing, passes nothing on and asks nobody else: write your opinion and answer.',
  },
  SUBSTITUTE_ENDED: {
    zh: '该替代控制已到期或终止，不能再复核；请按分工由其他人员办理，或由会议重新决定。',
    en: 'The substitute review is no longer in force. Have somebody else do it, or let the meeting decide anew.',
  },
} as const satisfies Record<string, BlockText>;
