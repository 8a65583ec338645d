import { z } from 'zod';
import {
  basis,
  calendar,
  calendarId,
  MAJOR_FOUR_CATEGORIES,
  RISK_LEVELS,
  threshold,
  thresholdId,
} from './organisation-catalogue.js';
import type { BothLanguages } from './organisation-roles.js';
import { distinct, id, moment, ORGANISATION_LIMITS, text, TWICE } from './organisation-values.js';

/** Limits of the registers. */
export const REGISTER_LIMITS = {
  /** Of one proposal: a confirmation locks them all in one transaction. */
  changes: 2_000,
  accounts: 20,
  relations: 100,
  posts: 64,
  /** What an entry says for different times. */
  versions: 500,
} as const;

/** Yuan and cents, exact. */
export const money = z.string().regex(/^(?:0|[1-9]\d{0,14})(?:\.\d{1,2})?$/, {
  error: 'an amount in yuan as text: digits, at most 15 before the point and 2 behind it',
});
const percent = z.string().regex(/^(?:100|\d{1,2}(?:\.\d{1,2})?)$/, { error: 'a percentage from 0 to 100 as text' });
const day = z.iso.date();

/** 职权目录: a power of the unit. */
export const powerItem = z.strictObject({
  name: text,
  legalBasis: basis,
  responsibleSubject: id.describe('A department (责任主体)'),
  responsiblePosts: z.array(id).min(1).max(REGISTER_LIMITS.posts).refine(distinct, TWICE),
  riskLevel: z.enum(RISK_LEVELS),
});
/** 三重一大目录: what is decided by a meeting, from which figure on. */
export const majorFourItem = z.strictObject({
  name: text,
  category: z.enum(MAJOR_FOUR_CATEGORIES),
  threshold: thresholdId.nullable().describe('The threshold that holds the figure; null: whatever the sum'),
  body: id.nullable().describe('The body that decides; null: not said'),
  basis,
});
/** 公开目录: its six columns, and the office that answers for it. */
export const disclosureItem = z.strictObject({
  name: text,
  basis,
  content: text,
  manner: text,
  scope: text,
  dueWorkingDays: z.int().min(0).max(1000).describe('Working days after the end of the matter'),
  responsibleSubject: id,
});
/** 投诉渠道. */
export const complaintChannel = z
  .strictObject({
    name: text,
    phone: text.nullable(),
    email: z.email().max(ORGANISATION_LIMITS.text).nullable(),
    address: text.nullable(),
    responsibleSubject: id,
  })
  .refine(({ phone, email, address }) => phone !== null || email !== null || address !== null, {
    error: 'say a telephone number, an electronic or a postal address',
    path: ['phone'],
  });
/** 供应商. Accounts are told as they stand on a payment order. */
export const supplier = z.strictObject({
  name: text,
  creditCode: z
    .string()
    .regex(/^[0-9A-HJ-NPQRTUWXY]{18}$/, { error: 'a unified social credit code has 18 digits and capitals' })
    .nullable(),
  accounts: z
    .array(
      z
        .strictObject({
          number: z
            .string()
            .regex(/^[0-9A-Za-z-]{4,40}$/, { error: 'an account has 4 to 40 digits, letters and hyphens' }),
          bank: text,
          from: day.nullable().describe('The first day on which it may be paid to; null: from ever'),
          until: day.nullable().describe('The last one; null: until further notice'),
        })
        .refine(({ from, until }) => from === null || until === null || from <= until, {
          error: 'it ends before it begins',
          path: ['until'],
        }),
    )
    .max(REGISTER_LIMITS.accounts)
    .refine((accounts) => distinct(accounts.map(({ number }) => number)), TWICE),
  relations: z
    .array(z.strictObject({ person: id, kind: text }))
    .max(REGISTER_LIMITS.relations)
    .describe('Persons of the unit with an interest in the supplier'),
  barred: z
    .array(
      z
        .strictObject({ from: day, document: text, until: day.nullable().describe('The last day; null: for good') })
        .refine(({ from, until }) => until === null || from <= until, {
          error: 'it ends before it begins',
          path: ['until'],
        }),
    )
    .max(REGISTER_LIMITS.accounts)
    .exactOptional()
    .describe('When it may not take part in procurement (禁止参加采购), by which document'),
});
/** 合同台账; its id is the number of the contract. */
export const contract = z
  .strictObject({
    name: text,
    supplier: id,
    project: text.nullable(),
    sum: money,
    openingPaid: money.describe('Paid before the product counted: limits count from here'),
    retentionPercent: percent.nullable().describe('质量保证金; null: none'),
    signedOn: day,
    liabilityUntil: day.nullable().describe('Last day of the defects liability period (缺陷责任期)'),
  })
  .refine(({ signedOn, liabilityUntil }) => liabilityUntil === null || signedOn <= liabilityUntil, {
    error: 'the defects liability period ends before the contract was signed',
    path: ['liabilityUntil'],
  });
/** 预算指标; its id is the number of the line, with its year where numbers come again every year. */
export const budgetLine = z.strictObject({
  name: text,
  year: z.int().min(2000).max(2999),
  department: id,
  project: text.nullable(),
  category: text.nullable(),
  granted: money,
  openingSpent: money.describe('Spent before the product counted'),
});

/** AB 角 and other delegations: who stands in for whom, in which processes (none: in all), by which document. */
export const delegation = z
  .strictObject({
    from: id,
    to: id,
    processes: z.array(z.string().min(1).max(200)).max(ORGANISATION_LIMITS.processes).refine(distinct, TWICE),
    document: text,
  })
  .refine((data) => data.from !== data.to, { error: 'nobody delegates to themselves', path: ['to'] });

/** Kept among the facts of the organisation: asked at any moment, and few enough to be held in memory. */
export const REFERENCE_REGISTERS = [
  'powerItem',
  'majorFourItem',
  'disclosureItem',
  'complaintChannel',
  'supplier',
  'threshold',
  'calendar',
  'delegation',
] as const;
/** Kept by key and locked with the matters that draw on them: there may be very many. */
export const LEDGERS = ['contract', 'budgetLine'] as const;
export const REGISTERS = [...REFERENCE_REGISTERS, ...LEDGERS] as const;
export type ReferenceRegister = (typeof REFERENCE_REGISTERS)[number];
export type Ledger = (typeof LEDGERS)[number];
export type Register = (typeof REGISTERS)[number];

export function isLedger(register: string): register is Ledger {
  return (LEDGERS as readonly string[]).includes(register);
}
export function isReferenceRegister(kind: string): kind is ReferenceRegister {
  return (REFERENCE_REGISTERS as readonly string[]).includes(kind);
}

/** Numbers of contracts and budget lines are the unit's own, in Chinese too. */
const number = text.max(100);
export const REGISTER_DATA = {
  ...{ powerItem, majorFourItem, disclosureItem, complaintChannel, supplier, contract, budgetLine },
  ...{ threshold, calendar, delegation },
} as const satisfies Record<Register, z.ZodType>;
export type RegisterData<R extends Register> = z.infer<(typeof REGISTER_DATA)[R]>;
export const REGISTER_IDS: Readonly<Record<Register, z.ZodString>> = {
  ...{ powerItem: id, majorFourItem: id, disclosureItem: id, complaintChannel: id, supplier: id },
  ...{ contract: number, budgetLine: number, threshold: thresholdId, calendar: calendarId, delegation: id },
};

/** `from` and `at` of null are the moment at which the proposal is confirmed. */
export const registerChange = (register: Register) =>
  z.discriminatedUnion('change', [
    z.strictObject({
      change: z.literal('put'),
      id: REGISTER_IDS[register],
      from: moment.nullable(),
      to: moment.nullable(),
      data: REGISTER_DATA[register],
    }),
    z.strictObject({ change: z.literal('end'), id: REGISTER_IDS[register], at: moment.nullable() }),
  ]);
export const registerChanges = (register: Register) =>
  z
    .array(registerChange(register))
    .min(1)
    .max(REGISTER_LIMITS.changes)
    .superRefine((changes, context) => {
      const seen = new Set<string>();
      for (const [index, { id: named }] of changes.entries()) {
        if (seen.has(named)) {
          const message = 'an entry is changed once in a proposal';
          context.addIssue({ code: 'custom', path: [index, 'id'], message, input: named });
        }
        seen.add(named);
      }
    });

interface RegisterDescription extends BothLanguages {
  /** Role codes, any of which proposes a change, and any of which confirms it: a unit says otherwise by its rule `registerKeepers`. */
  readonly propose: readonly string[];
  readonly confirm: readonly string[];
}
const ofCatalogue = { propose: ['catalogueOwner'], confirm: ['catalogueOwner'] };

/** What the registers are called, and whose they are. */
export const REGISTER_DESCRIPTIONS: Readonly<Record<Register, RegisterDescription>> = {
  powerItem: { zh: '职权目录', en: 'power catalogue', ...ofCatalogue },
  majorFourItem: { zh: '三重一大目录', en: 'catalogue of major matters', ...ofCatalogue },
  disclosureItem: { zh: '公开目录', en: 'disclosure catalogue', ...ofCatalogue },
  complaintChannel: { zh: '投诉渠道', en: 'complaint channels', ...ofCatalogue },
  supplier: {
    ...{ zh: '供应商', en: 'suppliers' },
    ...{ propose: ['PROC_OFFICER', 'PROC_HEAD', 'FIN_AUDITOR'], confirm: ['PROC_HEAD', 'FIN_AUDITOR', 'FIN_HEAD'] },
  },
  threshold: { zh: '限额标准', en: 'thresholds', ...ofCatalogue },
  calendar: { zh: '工作日历', en: 'calendars', ...ofCatalogue },
  delegation: {
    ...{ zh: 'AB 角与委托', en: 'deputies and delegations' },
    ...{ propose: ['HR_ORG', 'catalogueOwner'], confirm: ['HR_ORG', 'catalogueOwner'] },
  },
  contract: {
    ...{ zh: '合同台账', en: 'contracts' },
    ...{ propose: ['PROC_OFFICER', 'PROC_HEAD', 'PM', 'INFRA_HEAD'], confirm: ['FIN_AUDITOR', 'FIN_HEAD', 'LEGAL'] },
  },
  budgetLine: {
    ...{ zh: '预算指标', en: 'budget lines' },
    ...{ propose: ['FIN_AUDITOR'], confirm: ['FIN_HEAD'] },
  },
};
