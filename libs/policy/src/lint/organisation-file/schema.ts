import { factSchema, LEDGERS, REGISTER_DATA, REGISTER_IDS, type Ledger } from '@quanheng/contracts';
import { parseInstant } from '@quanheng/engine';
import { z } from 'zod';

/** What the file calls the things of each kind, in an order in which everything comes after what it refers to. */
export const SECTIONS = {
  departments: 'department',
  persons: 'person',
  posts: 'post',
  holdings: 'holding',
  bodies: 'body',
  actingChairs: 'actingChair',
  leaderLines: 'leaderLine',
  delegations: 'delegation',
  relations: 'relation',
  calendars: 'calendar',
  thresholds: 'threshold',
  suppliers: 'supplier',
  bindings: 'processBinding',
  unitRules: 'unitRule',
} as const;
export type Section = keyof typeof SECTIONS;
export const SECTION_NAMES = Object.keys(SECTIONS) as Section[];

/** A day, which begins at 00:00 in China, or a moment with its offset. */
const moment = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:\d{2}))?$/, {
    error: 'a day such as "2026-10-01", or a moment with its offset such as "2026-10-01T09:00:00+08:00"',
    abort: true,
  })
  .refine((text) => parseInstant(text, ZONE) !== undefined, { error: 'no calendar has that day' });
/** Of days in organisation files. */
export const ZONE = '+08:00';
const validity = z.strictObject({ from: moment.optional(), to: moment.optional() });
export type Validity = z.infer<typeof validity>;

/** What stands under an id is the data of a fact (docs/organisation.md). */
const facts = Object.fromEntries(
  SECTION_NAMES.map((section) => {
    const { id, data } = shapeOf(SECTIONS[section]);
    return [section, z.record(id, data).default({})];
  }),
) as Record<Section, z.ZodDefault<z.ZodRecord<z.ZodString, z.ZodType>>>;
const validities = z.strictObject(
  Object.fromEntries(
    SECTION_NAMES.map((section) => [section, z.record(shapeOf(SECTIONS[section]).id, validity).default({})]),
  ) as Record<Section, z.ZodDefault<z.ZodRecord<z.ZodString, typeof validity>>>,
);
const ends = z.strictObject(
  Object.fromEntries(
    SECTION_NAMES.map((section) => [section, z.array(shapeOf(SECTIONS[section]).id).default([])]),
  ) as Record<Section, z.ZodDefault<z.ZodArray<z.ZodString>>>,
);

/** What the registers that are kept by key say, entry by entry (docs/registers.md). */
const ledgers = z.strictObject(
  Object.fromEntries(
    LEDGERS.map((ledger) => [ledger, z.record(REGISTER_IDS[ledger], REGISTER_DATA[ledger]).default({})]),
  ) as { readonly [L in Ledger]: z.ZodDefault<z.ZodRecord<z.ZodString, (typeof REGISTER_DATA)[L]>> },
);

const later = z.strictObject({
  at: moment,
  ...facts,
  registers: ledgers.prefault({}),
  validity: validities.prefault({}),
  end: ends.prefault({}),
});
export type LaterChange = z.infer<typeof later>;

/** The organisation, as `quanheng verify --org` and scenarios read it. */
export const organisationFileSchema = z.strictObject({
  $schema: z.string().optional(),
  at: moment.optional(),
  ...facts,
  registers: ledgers.prefault({}),
  validity: validities.prefault({}),
  changes: z.array(later).default([]),
});
export type OrganisationFile = z.infer<typeof organisationFileSchema>;

function shapeOf(kind: string): { readonly id: z.ZodString; readonly data: z.ZodType } {
  const option = factSchema.options.find(({ shape }) => shape.kind.value === kind);
  if (option === undefined) throw new Error(`the organisation has no facts of kind ${kind}`);
  return option.shape;
}

export function organisationFileJsonSchema(): unknown {
  return { ...z.toJSONSchema(organisationFileSchema, { io: 'input' }), title: 'Quanheng organisation file' };
}
