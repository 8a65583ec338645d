import { z } from 'zod';
import { operation } from './operation.js';
import { momentSchema, numberText } from './values.js';

const entry = z
  .strictObject({
    stream: z.string(),
    seq: z.int(),
    at: momentSchema,
    kind: z.string(),
    principal: z.string(),
    refused: z.string().nullable(),
    leaf: z.string(),
    bytes: z.string().describe('The canonical bytes, Base64'),
    content: z.string().nullable().describe('What the entry commits to, as JSON text; null: erased or none'),
  })
  .meta({ id: 'Entry' });

export const evidenceOperations = {
  listEntries: operation({
    id: 'listEntries',
    method: 'GET',
    path: '/entries',
    tag: 'evidence',
    summary: 'A chain of entries, accepted and refused',
    access: ['auditor'],
    query: z.strictObject({
      stream: z
        .string()
        .min(1)
        .max(200)
        .describe('`instance:` and an id, `organisation`, `definitions`, `message:` and an id'),
      from: numberText.exactOptional().describe('First sequence number; default 1'),
      limit: z
        .string()
        .regex(/^(?:[1-9]|[1-9]\d|100)$/, { error: 'a whole number from 1 to 100' })
        .transform(Number)
        .exactOptional()
        .describe('1 to 100, default 50'),
    }),
    result: z.strictObject({ items: z.array(entry), next: z.int().nullable().describe('`from` of the next page') }),
  }),
};
