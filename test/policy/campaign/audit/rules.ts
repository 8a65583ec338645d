import { EMERGENCY_CAP } from '../drawings.js';

/** What the auditor demands of a process, written down a second time: nothing of it is read from the drawing. */
export interface Rules {
  /** Activities whose beginning or end is a payment. */
  readonly payments: readonly string[];
  /** Names that each activity may write. */
  readonly writers: Readonly<Record<string, readonly string[]>>;
  /** How each control must have ended. */
  readonly controls: Readonly<Record<string, ControlRule>>;
  /** Controls that must stand where money goes out, by the amount. */
  readonly demanded: (amount: number) => readonly string[];
  /** From the first to the last; side by side where the number is the same. */
  readonly order: Readonly<Record<string, number>>;
  /** An activity, or one act of it (`Pens#fin`). */
  readonly separated: readonly (readonly [one: string, other: string, level: 'P' | 'PD', name?: string])[];
  readonly atMost: readonly { readonly of: readonly string[]; readonly count: number }[];
  readonly bound: readonly (readonly [first: string, then: string])[];
  readonly recused: readonly string[];
  /** Activities at whose end money has gone out under the contract. */
  readonly counted?: readonly string[];
  /** Activities that, once begun, are paid under a contract of the register, to its supplier. */
  readonly registered?: readonly string[];
  /** What the process calls them, where it is something else. */
  readonly names?: { readonly contract?: string; readonly amount?: string };
  /** Controls that stand whatever becomes of other values than these. */
  readonly signed?: Readonly<Record<string, readonly string[]>>;
}
export type ControlRule =
  | { readonly kind: 'pens'; readonly pens: readonly [string, string]; readonly before: readonly string[] }
  | { readonly kind: 'check'; readonly acts: readonly string[] }
  | { readonly kind: 'ratio'; readonly acts: readonly string[]; readonly needed: number }
  | { readonly kind: 'meeting'; readonly body: string }
  | { readonly kind: 'publicity'; readonly days: number }
  | { readonly kind: 'emergency'; readonly cap: number; readonly ratifiedBy: string };

const PROTECTED = ['amount', 'payee', 'beneficiary'];
const PENS: ControlRule = { kind: 'pens', pens: ['infra', 'fin'], before: ['precheck'] };
const NOTHING = { separated: [], atMost: [], bound: [], recused: [] };

export const HONEST_RULES: Rules = {
  payments: ['Instruct', 'Pay'],
  counted: ['Pay'],
  writers: { Fill: [...PROTECTED, 'contract'] },
  controls: { Check: { kind: 'check', acts: ['check'] }, Pens: PENS },
  demanded: () => ['Check', 'Pens'],
  order: { Fill: 1, Split: 2, Check: 3, Note: 3, Join: 4, Pens: 5, Urge: 6, Instruct: 6, Pay: 7, Book: 8 },
  separated: [
    ['Fill', 'Check', 'P'],
    ['Fill', 'Book', 'PD'],
    ['Check', 'Book', 'P'],
    ['Fill', 'Pens', 'P'],
    ['Pens', 'Instruct', 'P'],
  ],
  atMost: [{ of: ['Fill', 'Check', 'Instruct', 'Book'], count: 2 }],
  bound: [['Fill', 'Note']],
  recused: ['Check', 'Pens', 'Instruct'],
};
export const STRIPPED_RULES: Rules = {
  ...NOTHING,
  payments: ['Instruct', 'Pay'],
  writers: { Fill: PROTECTED },
  controls: {},
  demanded: () => ['Pens'],
  order: HONEST_RULES.order,
  separated: [['Fill', 'Book', 'PD']],
};
export const LAUNDRY_RULES: Rules = {
  ...NOTHING,
  payments: ['Pay'],
  // Nothing is protected there, so anybody may write; but what was signed before is no longer what is there.
  writers: { '*': PROTECTED },
  controls: { Check: { kind: 'check', acts: ['check'] }, Pens: PENS },
  demanded: () => ['Check', 'Pens'],
  order: HONEST_RULES.order,
};
export const LENT_RULES: Rules = {
  ...LAUNDRY_RULES,
  writers: { Fill: PROTECTED },
  controls: { ...LAUNDRY_RULES.controls, Pens: { kind: 'ratio', acts: ['infra', 'precheck', 'fin'], needed: 3 } },
};
export const GREAT_RULES: Rules = {
  ...NOTHING,
  payments: ['Pay'],
  counted: ['Pay'],
  writers: { Fill: [...PROTECTED, 'contract'] },
  controls: {
    Round: { kind: 'ratio', acts: ['one', 'two', 'three'], needed: 2 },
    Meeting: { kind: 'meeting', body: 'committee' },
    Pens: PENS,
  },
  demanded: (amount) => (amount >= 1_000_000 ? ['Round', 'Meeting', 'Pens'] : ['Round', 'Pens']),
  order: { Fill: 1, Which: 2, Round: 3, Meeting: 3, Both: 4, Pens: 5, Pay: 6 },
  separated: [
    ['Round#one', 'Round#two', 'P'],
    ['Round#one', 'Round#three', 'P'],
    ['Round#two', 'Round#three', 'P'],
  ],
};
export const REGISTERED_RULES: Rules = {
  ...NOTHING,
  payments: ['Pay'],
  registered: ['Pay'],
  writers: { Fill: [...PROTECTED, 'contract'] },
  controls: { Pens: PENS },
  demanded: () => ['Pens'],
  order: { Fill: 1, Pens: 2, Pay: 3 },
};
export const SNEAKY_RULES: Rules = {
  ...NOTHING,
  payments: ['Pay'],
  writers: { Fill: PROTECTED, Amend: ['amount'] },
  controls: { Pens: PENS },
  demanded: () => ['Pens'],
  order: { Fill: 1, Split: 2, Pens: 3, Told: 3, Prepare: 3, Amend: 3, Pay: 4 },
};
export const LOOSE_RULES: Rules = {
  ...NOTHING,
  payments: ['Pay'],
  writers: { Fill: PROTECTED, Redirect: ['payee'] },
  controls: { Pens: PENS },
  demanded: () => ['Pens'],
  order: { Fill: 1, Pens: 2, Redirect: 3, Pay: 4 },
};
export const URGENT_RULES: Rules = {
  ...NOTHING,
  payments: ['Pay'],
  writers: { Fill: PROTECTED },
  controls: {
    Show: { kind: 'publicity', days: 1 },
    Order: { kind: 'emergency', cap: EMERGENCY_CAP, ratifiedBy: 'Ratify' },
    Ratify: { kind: 'meeting', body: 'board' },
  },
  demanded: () => ['Show', 'Order'],
  order: { Fill: 1, Show: 2, Order: 3, Pay: 4, Ratify: 5, Close: 6 },
  separated: [['Fill', 'Close', 'PD', '填报与归档']],
};
export const BARE_RULES: Rules = {
  ...NOTHING,
  payments: ['Pay'],
  writers: { Fill: PROTECTED },
  controls: {},
  demanded: () => ['Pens'],
  order: { Fill: 1, Pay: 2 },
};
