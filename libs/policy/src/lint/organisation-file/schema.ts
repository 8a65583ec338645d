import { factSchema } from '@quanheng/contracts';
import { z } from 'zod';

/** What the file calls the things of each kind, in an order in which everything comes after what it refers to. */
export const SECTIONS = {
  departments: 'department',
  persons: 'person',
  posts: 'post',
  holdings: 'holding',
  bodies: 'body',
  leaderLines: 'leaderLine',
  delegations: 'delegation',
  relations: 'relation',
} as const;
export type Section = keyof typeof SECTIONS;

/** Ids as the organisation has them; what stands under an id is the data of a fact (docs/organisation.md). */
const id = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, {
  error: 'an id has 1 to 64 letters, digits, dots, hyphens and underscores, and begins with a letter or digit',
});

/** The organisation at one moment, as `quanheng verify --org` reads it. */
export const organisationFileSchema = z.strictObject({
  $schema: z.string().optional(),
  ...(Object.fromEntries(
    Object.entries(SECTIONS).map(([section, kind]) => [section, z.record(id, dataOf(kind)).default({})]),
  ) as Record<Section, z.ZodDefault<z.ZodRecord<typeof id, z.ZodType>>>),
});

function dataOf(kind: string): z.ZodType {
  const option = factSchema.options.find(({ shape }) => shape.kind.value === kind);
  if (option === undefined) throw new Error(`the organisation has no facts of kind ${kind}`);
  return option.shape.data;
}

export function organisationFileJsonSchema(): unknown {
  return { ...z.toJSONSchema(organisationFileSchema, { io: 'input' }), title: 'Quanheng organisation file' };
}
