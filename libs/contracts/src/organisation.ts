import { z } from 'zod';
import { isPostRole } from './organisation-roles.js';

/** Limits of one change of the organisation. */
export const ORGANISATION_LIMITS = {
  changes: 10_000,
  text: 200,
  members: 1_000,
  roles: 64,
  departments: 1_000,
  processes: 1_000,
  seats: 100_000,
} as const;

/** 1900-01-01 and 9999-12-31 in milliseconds since the epoch: documents of persons still in office are not older. */
const EARLIEST = -2_208_988_800_000;
const LATEST = 253_402_214_400_000;

const moment = z.int().min(EARLIEST).max(LATEST);

/** Ids stand in the keys under which work is offered (`post:cashier`), in addresses and in log entries. */
const id = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, {
  error: 'an id has 1 to 64 letters, digits, dots, hyphens and underscores, and begins with a letter or digit',
});

/** For people to read: no line breaks, nothing invisible at the ends, no marks that turn the direction of writing. */
const text = z
  .string()
  .max(ORGANISATION_LIMITS.text)
  .regex(/^(?!\s)[^\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]+(?<!\s)$/u, {
    error: 'a text has something in it, no control characters, and no blanks at its ends',
  });

/** In small letters and ASCII only, so that no two logins look the same. */
const login = z.string().regex(/^[a-z0-9][a-z0-9._@-]{0,63}$/, {
  error:
    'a login has 1 to 64 small letters, digits, dots, hyphens, underscores and @, and begins with a letter or digit',
});
/** `issuer#sub`, as OpenID Connect Core §2 bounds `sub`. */
const subject = z.string().regex(/^https?:\/\/[\x21\x22\x24-\x7e]{1,400}#[\x20-\x7e]{1,255}$/, {
  error: 'a subject is the address of the issuer, # and the sub that the issuer gives',
});

const distinct = (values: readonly string[]): boolean => new Set(values).size === values.length;
const TWICE = { error: 'the same is named twice' };

const person = z.strictObject({ name: text });
const account = z
  .strictObject({
    kind: z.enum(['person', 'worker']),
    person: id.nullable(),
    login,
    subject: subject.exactOptional(),
  })
  .refine((data) => (data.kind === 'person') === (data.person !== null), {
    error: 'a person’s account names the person, a worker’s has null there',
    path: ['person'],
  })
  .refine((data) => data.kind === 'person' || data.subject === undefined, {
    error: 'a worker signs in by its token, not through an identity provider',
    path: ['subject'],
  });
const department = z.strictObject({ name: text, parent: id.nullable() });
const post = z.strictObject({
  name: text,
  department: id,
  roles: z
    .array(
      z.string().refine(isPostRole, {
        error: 'not a role that a post can give: use one of the product’s, or capitals for a business role of your own',
      }),
    )
    .max(ORGANISATION_LIMITS.roles)
    .refine(distinct, TWICE),
  seats: z.int().min(1).max(ORGANISATION_LIMITS.seats).exactOptional(),
});
const holding = z.strictObject({
  person: id,
  post: id,
  kind: z.enum(['formal', 'presiding', 'temporary']),
  document: text,
});
const body = z.strictObject({
  name: text,
  members: z
    .array(z.strictObject({ person: id, role: z.enum(['chair', 'member', 'secretary']) }))
    .max(ORGANISATION_LIMITS.members)
    .refine((members) => distinct(members.map((member) => member.person)), TWICE)
    .refine((members) => members.filter((member) => member.role === 'chair').length <= 1, {
      error: 'a body has one chair at most',
    }),
});
const leaderLine = z.strictObject({
  leader: id,
  departments: z.array(id).min(1).max(ORGANISATION_LIMITS.departments).refine(distinct, TWICE),
});
const delegation = z
  .strictObject({
    from: id,
    to: id,
    processes: z.array(z.string().min(1).max(200)).max(ORGANISATION_LIMITS.processes).refine(distinct, TWICE),
    document: text,
  })
  .refine((data) => data.from !== data.to, { error: 'nobody delegates to themselves', path: ['to'] });
const relation = z.strictObject({
  persons: z.tuple([id, id]).refine(([one, other]) => one !== other, { error: 'two different persons' }),
  kind: text,
});

const factOf = <K extends string, D extends z.ZodType>(kind: K, data: D) =>
  z.strictObject({ kind: z.literal(kind), id, from: moment, to: moment.nullable(), data });

/** One fact of the organisation; `docs/organisation.md` says what each kind means. */
export const factSchema = z.discriminatedUnion('kind', [
  factOf('person', person),
  factOf('account', account),
  factOf('department', department),
  factOf('post', post),
  factOf('holding', holding),
  factOf('body', body),
  factOf('leaderLine', leaderLine),
  factOf('delegation', delegation),
  factOf('relation', relation),
]);

export const FACT_KINDS = [
  ...(['person', 'account', 'department', 'post', 'holding', 'body'] as const),
  ...(['leaderLine', 'delegation', 'relation'] as const),
] as const;

/** PHC text of an Argon2id hash, or the digest of a worker's token. */
const CREDENTIAL_HASH =
  /^(?:\$argon2id\$v=19\$m=\d{1,7},t=\d{1,3},p=\d{1,2}\$[A-Za-z0-9+/]{11,86}\$[A-Za-z0-9+/]{22,128}|sha256:[0-9a-f]{64})$/;

export const organisationChangeSchema = z.discriminatedUnion('change', [
  z.strictObject({ change: z.literal('put'), fact: factSchema }),
  z.strictObject({ change: z.literal('end'), kind: z.enum(FACT_KINDS), id, at: moment }),
  z.strictObject({
    change: z.literal('credential'),
    account: id,
    hash: z.string().regex(CREDENTIAL_HASH, { error: 'neither an Argon2id hash nor sha256: with a digest' }),
    mustChange: z.boolean(),
  }),
]);

export const organisationChangesSchema = z.array(organisationChangeSchema).min(1).max(ORGANISATION_LIMITS.changes);
