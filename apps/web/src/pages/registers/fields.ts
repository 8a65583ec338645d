import { MAJOR_FOUR_CATEGORIES, RISK_LEVELS, THRESHOLD_UNITS, type Register } from '@quanheng/contracts';
import type { RegisterText } from './texts.js';

export type Kind =
  | 'line'
  | 'money'
  | 'percent'
  | 'day'
  | 'whole'
  | 'department'
  | 'posts'
  | 'body'
  | 'threshold'
  | 'supplier'
  | 'risk'
  | 'category'
  | 'unit'
  | 'person'
  | 'list'
  | 'basis'
  | 'accounts'
  | 'relations'
  | 'barred';

/** One thing that an entry of a register says. */
export interface Field {
  readonly name: string;
  readonly label: RegisterText;
  readonly kind: Kind;
  /** May be left empty, which is null. */
  readonly isOptional?: true;
  /** A column of the list. */
  readonly isListed?: true;
}
interface Description {
  /** What its number is called. */
  readonly number: RegisterText;
  readonly fields: readonly Field[];
}

const listed = (name: string, label: RegisterText, kind: Kind): Field => ({ name, label, kind, isListed: true });
const field = (name: string, label: RegisterText, kind: Kind): Field => ({ name, label, kind });
const optional = (of: Field): Field => ({ ...of, isOptional: true });

/** In the order and under the names of the sheets. */
export const DESCRIPTIONS: Readonly<Record<Register, Description>> = {
  powerItem: {
    number: 'powerNumber',
    fields: [
      listed('name', 'powerName', 'line'),
      field('legalBasis', 'legalBasis', 'basis'),
      listed('responsibleSubject', 'responsibleSubject', 'department'),
      listed('responsiblePosts', 'responsiblePosts', 'posts'),
      listed('riskLevel', 'riskLevel', 'risk'),
    ],
  },
  majorFourItem: {
    number: 'matterNumber',
    fields: [
      listed('name', 'matterName', 'line'),
      listed('category', 'category', 'category'),
      optional(listed('threshold', 'threshold', 'threshold')),
      optional(listed('body', 'body', 'body')),
      field('basis', 'basis', 'basis'),
    ],
  },
  disclosureItem: {
    number: 'disclosureNumber',
    fields: [
      listed('name', 'disclosureName', 'line'),
      field('basis', 'policyBasis', 'basis'),
      listed('content', 'content', 'line'),
      field('manner', 'manner', 'line'),
      listed('scope', 'scope', 'line'),
      listed('dueWorkingDays', 'dueWorkingDays', 'whole'),
      listed('responsibleSubject', 'responsibleSubject', 'department'),
    ],
  },
  complaintChannel: {
    number: 'channelNumber',
    fields: [
      listed('name', 'channelName', 'line'),
      optional(listed('phone', 'phone', 'line')),
      optional(listed('email', 'email', 'line')),
      optional(listed('address', 'address', 'line')),
      listed('responsibleSubject', 'answering', 'department'),
    ],
  },
  supplier: {
    number: 'supplierNumber',
    fields: [
      listed('name', 'supplierName', 'line'),
      optional(listed('creditCode', 'creditCode', 'line')),
      listed('accounts', 'accounts', 'accounts'),
      field('relations', 'relations', 'relations'),
      listed('barred', 'barred', 'barred'),
    ],
  },
  threshold: {
    number: 'thresholdNumber',
    fields: [
      listed('name', 'thresholdName', 'line'),
      listed('value', 'thresholdValue', 'line'),
      listed('unit', 'thresholdUnit', 'unit'),
      listed('basis', 'basis', 'basis'),
    ],
  },
  calendar: {
    number: 'calendarNumber',
    fields: [
      listed('holidays', 'holidays', 'list'),
      listed('workdays', 'workdays', 'list'),
      listed('document', 'announcement', 'line'),
    ],
  },
  delegation: {
    number: 'delegationNumber',
    fields: [
      listed('from', 'delegationFrom', 'person'),
      listed('to', 'delegationTo', 'person'),
      listed('processes', 'processes', 'list'),
      listed('document', 'announcement', 'line'),
    ],
  },
  contract: {
    number: 'contractNumber',
    fields: [
      listed('name', 'contractName', 'line'),
      listed('supplier', 'supplier', 'supplier'),
      optional(listed('project', 'projectName', 'line')),
      listed('sum', 'sum', 'money'),
      listed('openingPaid', 'openingPaid', 'money'),
      optional(field('retentionPercent', 'retentionPercent', 'percent')),
      listed('signedOn', 'signedOn', 'day'),
      optional(field('liabilityUntil', 'liabilityUntil', 'day')),
    ],
  },
  budgetLine: {
    number: 'lineNumber',
    fields: [
      listed('name', 'lineName', 'line'),
      listed('year', 'year', 'whole'),
      listed('department', 'department', 'department'),
      optional(listed('project', 'projectName', 'line')),
      optional(field('category', 'spendingCategory', 'line')),
      listed('granted', 'granted', 'money'),
      listed('openingSpent', 'openingSpent', 'money'),
    ],
  },
};

export const CHOICES = { risk: RISK_LEVELS, category: MAJOR_FOUR_CATEGORIES, unit: THRESHOLD_UNITS } as const;

interface Part {
  readonly name: string;
  readonly label: RegisterText;
  readonly kind: 'line' | 'day' | 'person';
  readonly isOptional?: true;
}
/** Of what is said several times, the parts of each. */
export const PARTS: Readonly<Record<'basis' | 'accounts' | 'relations' | 'barred', readonly Part[]>> = {
  basis: [
    { name: 'article', label: 'article', kind: 'line' },
    { name: 'mark', label: 'mark', kind: 'line', isOptional: true },
  ],
  accounts: [
    { name: 'number', label: 'account', kind: 'line' },
    { name: 'bank', label: 'bank', kind: 'line' },
    { name: 'from', label: 'accountFrom', kind: 'day', isOptional: true },
    { name: 'until', label: 'accountUntil', kind: 'day', isOptional: true },
  ],
  relations: [
    { name: 'person', label: 'person', kind: 'person' },
    { name: 'kind', label: 'relation', kind: 'line' },
  ],
  barred: [
    { name: 'from', label: 'barredFrom', kind: 'day' },
    { name: 'document', label: 'document', kind: 'line' },
    { name: 'until', label: 'barredUntil', kind: 'day', isOptional: true },
  ],
};
export type Several = keyof typeof PARTS;
export function isSeveral(kind: Kind): kind is Several {
  return kind in PARTS;
}

/** What is empty is null where it may be, and left to be found fault with where it may not. */
export function tidied(register: Register, data: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const fields = DESCRIPTIONS[register].fields.map(({ name, kind, isOptional }) => [
    name,
    isSeveral(kind) ? severalTidied(kind, data[name]) : single(kind, data[name], isOptional === true),
  ]);
  return Object.fromEntries(fields) as Record<string, unknown>;
}

function single(kind: Kind, value: unknown, isOptional: boolean): unknown {
  const given = typeof value === 'string' ? value.trim() : value;
  if (given === '' || given === undefined || given === null)
    return isOptional ? null : kind === 'posts' || kind === 'list' ? [] : '';
  return kind === 'whole' && typeof given === 'string' && /^\d{1,9}$/.test(given) ? Number(given) : given;
}

function severalTidied(kind: Several, value: unknown): readonly Record<string, unknown>[] {
  const lines = (value ?? []) as readonly Readonly<Record<string, unknown>>[];
  return lines.map((line) =>
    Object.fromEntries(
      PARTS[kind].map(({ name, isOptional }) => [name, single('line', line[name], isOptional === true)]),
    ),
  );
}
