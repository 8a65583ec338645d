import { z } from 'zod';
import type { BothLanguages } from './organisation-roles.js';
import { basis } from './organisation-catalogue.js';
import { isPostRole } from './organisation-roles.js';
import { distinct, id, text, TWICE } from './organisation-values.js';
import { REGISTERS } from './registers.js';

interface RuleDescription<S extends z.ZodType = z.ZodType> extends BothLanguages {
  readonly value: S;
  /** What holds as long as the unit has said nothing: the stricter side, or the common one. */
  readonly fallback: z.infer<S>;
}
const rule = <S extends z.ZodType>(description: RuleDescription<S>): RuleDescription<S> => description;

/** Lines that the chief does not lead directly (五个不直接分管): personnel, finance, construction, purchasing, licensing. */
export const RESTRICTED_LINES = ['personnel', 'finance', 'construction', 'procurement', 'licensing'] as const;

const keepers = z
  .array(z.string().refine(isPostRole, { error: 'not a role that a post can give' }))
  .min(1)
  .max(32)
  .refine(distinct, TWICE);

/** What a unit decides for itself. Nobody reads a rule of another name, so none is accepted. */
export const UNIT_RULES = {
  restrictedLines: rule({
    zh: '主要领导不直接分管的事项',
    en: 'lines that the chief does not lead directly',
    value: z.array(id).max(32).refine(distinct, TWICE),
    fallback: [...RESTRICTED_LINES],
  }),
  chiefPosts: rule({
    zh: '主要领导岗位',
    en: 'posts of the chiefs',
    value: z.array(id).max(32).refine(distinct, TWICE),
    fallback: [],
  }),
  chairSpeaksLast: rule({
    zh: '主持人末位表态',
    en: 'the chair speaks last',
    value: z.boolean(),
    fallback: true,
  }),
  recusalDenominator: rule({
    zh: '回避成员是否计入表决基数',
    en: 'whether recused members stay in the base of a vote',
    value: z.enum(['stay', 'leave']),
    fallback: 'stay',
  }),
  urgeHours: rule({
    zh: '同一待办两次催办的最短间隔(小时)',
    en: 'hours that have to lie between urging an item and urging it again',
    value: z.int().min(1).max(240),
    fallback: 4,
  }),
  filingCount: rule({
    zh: '会前报备天数的计算方法',
    en: 'how the days between filing and meeting are counted',
    value: z.enum(['workingDays', 'clearDays']),
    fallback: 'workingDays',
  }),
  objectionDays: rule({
    zh: '处理公示异议的工作日数，逾期由上级领导处理',
    en: 'working days for answering an objection to a publicity, before it goes to the leader above',
    value: z.int().min(1).max(250),
    fallback: 10,
  }),
  ratificationDays: rule({
    zh: '应急处置须经会议追认的工作日数',
    en: 'working days within which a meeting ratifies an emergency order',
    value: z.int().min(1).max(5),
    fallback: 5,
  }),
  delegationDays: rule({
    zh: '本人办理一次委托的最长天数',
    en: 'days that a delegation made by the person lasts at most',
    value: z.int().min(1).max(366),
    fallback: 30,
  }),
  recheckPercent: rule({
    zh: '替代控制下办理事项的抽查复核比例(百分比)',
    en: 'how many in a hundred of the acts done under a substitute review are looked at again',
    value: z.int().min(1).max(100),
    fallback: 10,
  }),
  freezeDays: rule({
    zh: '纪检监察一次冻结的最长工作日数',
    en: 'working days that a freeze by discipline inspection lasts at most',
    value: z.int().min(1).max(250),
    fallback: 30,
  }),
  registerKeepers: rule({
    zh: '各台账、目录由谁提出变更、由谁确认',
    en: 'who proposes changes of each register, and who confirms them',
    value: z.partialRecord(z.enum(REGISTERS), z.strictObject({ propose: keepers, confirm: keepers })),
    fallback: {},
  }),
} as const;
export type UnitRuleName = keyof typeof UNIT_RULES;
export type UnitRuleValue<N extends UnitRuleName> = z.infer<(typeof UNIT_RULES)[N]['value']>;

export function isUnitRule(name: string): name is UnitRuleName {
  return Object.hasOwn(UNIT_RULES, name);
}

/** `value` is judged with the name of the rule: see `fittingRule`. */
export const unitRule = z.strictObject({
  value: z.unknown(),
  document: text,
  basis,
});

/** A fact whose value is one that the rule of its id can have. */
export function fittingRule<T extends z.ZodType<{ readonly id: string; readonly data: { readonly value: unknown } }>>(
  fact: T,
): T {
  return fact.superRefine(({ id: name, data }, context) => {
    if (!isUnitRule(name)) {
      const message = `there is no such rule; there are ${Object.keys(UNIT_RULES).join(', ')}`;
      context.addIssue({ code: 'custom', path: ['id'], message, input: name });
      return;
    }
    for (const { path, message } of UNIT_RULES[name].value.safeParse(data.value).error?.issues ?? []) {
      context.addIssue({ code: 'custom', path: ['data', 'value', ...path], message, input: data.value });
    }
  });
}
