import { z } from 'zod';
import { distinct, id, ORGANISATION_LIMITS, text, TWICE } from './organisation-values.js';

/** An article that a rule rests on, and how sure we are of it: `R` is a default to be confirmed, never law. */
export const basis = z
  .array(z.strictObject({ article: text, mark: text.max(32).nullable() }))
  .min(1)
  .max(ORGANISATION_LIMITS.basis);

export const calendarId = z.string().regex(/^(?:statutory|unit):\d{4}$/, {
  error: 'a calendar is called statutory: or unit: and its year, such as statutory:2026',
});
const dates = z.array(z.iso.date()).max(ORGANISATION_LIMITS.dates).refine(distinct, TWICE);
/** As announced: holidays with the weekends among them; workdays are the Saturdays and Sundays that are worked. */
export const calendar = z.strictObject({ holidays: dates, workdays: dates, document: text });

export const thresholdId = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,47}:[A-Za-z0-9][A-Za-z0-9._-]{0,47}(?::[A-Za-z0-9][A-Za-z0-9._-]{0,47})?$/, {
    error: 'a threshold is called key:jurisdiction or key:jurisdiction:objectType, such as openTender:central:goods',
  });
export const THRESHOLD_UNITS = ['CNY', 'percent', 'days', 'workingDays', 'months', 'count'] as const;
export const threshold = z.strictObject({
  name: text,
  value: z.string().regex(/^(?:0|[1-9]\d{0,17})(?:\.\d{1,8})?$/, {
    error: 'an exact decimal as text: digits, at most 18 before the point and 8 behind it',
  }),
  unit: z.enum(THRESHOLD_UNITS),
  basis,
});

/** An NCName, as BPMN's ids are. */
export const processId = z
  .string()
  .max(190)
  .regex(/^[\p{L}_][\p{L}\p{M}\p{N}._-]*$/u, { error: 'the id of a process, as in its document' });
export const RISK_LEVELS = ['high', 'medium', 'low'] as const;
/** 三重一大: 重大决策, 重要人事任免, 重大项目安排, 大额度资金使用. */
export const MAJOR_FOUR_CATEGORIES = ['decision', 'appointment', 'project', 'funds'] as const;
export const processBinding = z
  .strictObject({
    power: id,
    riskLevel: z.enum(RISK_LEVELS),
    profile: id,
    document: text,
    /** Absent: the entry `power` of the register of powers says it. */
    powerItem: z.strictObject({ name: text, legalBasis: basis, responsibleSubject: id }).exactOptional(),
    descriptors: z.strictObject({
      conditions: text,
      posts: z.array(id).min(1).max(ORGANISATION_LIMITS.roles).refine(distinct, TWICE),
      procedure: text,
      disclosure: text,
    }),
    complaintChannel: z.union([text, z.strictObject({ channel: id })]),
    majorFour: z.enum(MAJOR_FOUR_CATEGORIES).exactOptional(),
    disclosureItems: z
      .array(
        z.union([
          z.strictObject({ name: text, dueWorkingDays: z.int().min(0).max(1000) }),
          z.strictObject({ item: id }),
        ]),
      )
      .min(1)
      .max(ORGANISATION_LIMITS.roles)
      .exactOptional(),
    nonDisclosureGround: text.exactOptional(),
  })
  .refine((data) => (data.disclosureItems === undefined) !== (data.nonDisclosureGround === undefined), {
    error: 'say either what is disclosed and when, or on what ground nothing is',
    path: ['disclosureItems'],
  });

const paper = z.strictObject({
  document: text,
  digest: z.string().regex(/^[0-9a-f]{64}$/, { error: 'the SHA-256 of the document, as 64 hexadecimal digits' }),
});
/** 替代控制: see docs/exceptions.md. */
export const substituteReview = z.strictObject({
  constraint: z.string().trim().min(1).max(200),
  processes: z.array(processId).min(1).max(ORGANISATION_LIMITS.processes).refine(distinct, TWICE),
  reviewer: z.union([z.strictObject({ person: id }), z.strictObject({ post: id })]),
  resolution: paper,
  notice: paper,
  proposedBy: id,
  confirmedBy: id.nullable(),
});
