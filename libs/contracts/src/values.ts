import { z } from 'zod';

/** Ids of ours in addresses: instances, deployments, definitions and so on. */
export const idSchema = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9:._-]{0,127}$/, {
  error: 'an id has 1 to 128 letters, digits, colons, dots, hyphens and underscores',
});
/** Element instance ids with an act behind `#`: `7`, `7#first`. */
export const itemIdSchema = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9:._#-]{0,127}$/, {
  error: 'a work item has 1 to 128 letters, digits, colons, dots, hyphens, underscores and #',
});
/** Keys of elements and processes are NCNames of XML, called ones with a colon before them. */
export const keySchema = z.string().min(1).max(500);
export const digestSchema = z
  .string()
  .regex(/^[0-9a-f]{64}$/, { error: 'a digest is 64 hexadecimal digits in lower case' });
/** A line that people write: reason, opinion, name of a message. */
export const lineSchema = z.string().trim().min(1).max(2000);
/** Milliseconds since the epoch. */
export const momentSchema = z.int();

const whole = (pattern: RegExp, error: string) => z.string().regex(pattern, { error }).transform(Number);
/** A number in an address or a query. */
export const numberText = whole(/^\d{1,9}$/, 'a whole number of at most nine digits');
/** A moment in a query. */
export const momentText = whole(/^\d{1,15}$/, 'milliseconds since the epoch');
const flagText = z.enum(['true', 'false']).transform((value) => value === 'true');

/** Deepest nesting of lists and contexts, as the engine carries it. */
const MAX_DEPTH = 500;

/** A FEEL value as JSON, without loss: see `docs/feel.md`. */
export type WireValue =
  null | boolean | number | string | readonly WireValue[] | { readonly [name: string]: WireValue };

/** True for JSON of bounded depth; whether tagged objects are well-formed is the engine's to say. */
function isCarried(value: unknown, depth = 0): value is WireValue {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return true;
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object' || depth > MAX_DEPTH) return false;
  return Object.values(value).every((inner) => isCarried(inner, depth + 1));
}
export const wireValueSchema = z
  .custom<WireValue>((value) => isCarried(value), { error: `no JSON value, or nested more than ${MAX_DEPTH} deep` })
  .meta({
    id: 'Value',
    description:
      'A FEEL value. Numbers of more than 15 digits are written {"$feel": "number", "value": "..."}, dates {"$feel": "date", "value": "2026-03-01"}.',
  });
/** A name is shown as it is: none but visible characters, and blanks only between them. */
const variableName = z
  .string()
  .max(200)
  .regex(
    /^[^\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\s](?:[^\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]*[^\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\s])?$/u,
    {
      error: 'the name of a variable has 1 to 200 characters, none of them invisible, and no blanks around it',
    },
  );
export const variablesSchema = z.record(variableName, wireValueSchema).meta({ id: 'Variables' });

/** What every list takes. */
export const pageQuery = {
  after: z.string().min(1).max(1000).exactOptional().describe('`next` of the page before'),
  limit: whole(/^(?:[1-9]|[1-9]\d|1\d\d|200)$/, 'a whole number from 1 to 200')
    .exactOptional()
    .describe('1 to 200, default 50'),
};
/** What every command takes. */
export const commandQuery = z.strictObject({
  dryRun: flagText.exactOptional().describe('Only say what would be answered: nothing is written'),
});

export const pageOf = <T extends z.ZodType>(item: T) =>
  z.strictObject({ items: z.array(item), next: z.string().nullable() });

export const entryRefSchema = z.strictObject({ stream: z.string(), seq: z.int() }).meta({ id: 'EntryRef' });
/** The answer to a command. `entry` is where the evidence of it is. */
export const acceptedSchema = z
  .strictObject({ entry: entryRefSchema, result: z.record(z.string(), z.unknown()) })
  .meta({ id: 'Accepted' });
