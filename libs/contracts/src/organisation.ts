import { z } from 'zod';
import {
  calendar,
  calendarId,
  processBinding,
  processId,
  substituteReview,
  threshold,
  thresholdId,
} from './organisation-catalogue.js';
import { isPostRole } from './organisation-roles.js';
import { fittingRule, unitRule } from './organisation-rules.js';
import {
  complaintChannel,
  delegation,
  disclosureItem,
  majorFourItem,
  powerItem,
  REFERENCE_REGISTERS,
  supplier,
} from './registers.js';
import { distinct, id, moment, ORGANISATION_LIMITS, text, TWICE } from './organisation-values.js';

/** In small letters and ASCII only, so that no two logins look the same. */
const login = z.string().regex(/^[a-z0-9][a-z0-9._@-]{0,63}$/, {
  error:
    'a login has 1 to 64 small letters, digits, dots, hyphens, underscores and @, and begins with a letter or digit',
});
/** `issuer#sub`, as OpenID Connect Core §2 bounds `sub`. */
const subject = z.string().regex(/^https?:\/\/[\x21\x22\x24-\x7e]{1,400}#[\x20-\x7e]{1,255}$/, {
  error: 'a subject is the address of the issuer, # and the sub that the issuer gives',
});

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
  document: text.exactOptional(),
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
  document: text.exactOptional(),
});
/** Its id is the body's: one person at a time. */
const actingChair = z.strictObject({ person: id, document: text });
const relation = z.strictObject({
  persons: z.tuple([id, id]).refine(([one, other]) => one !== other, { error: 'two different persons' }),
  kind: text,
});

const factOf = <K extends string, D extends z.ZodType>(kind: K, data: D, name: z.ZodString = id) =>
  z.strictObject({ kind: z.literal(kind), id: name, from: moment, to: moment.nullable(), data });

/** With the proposal that brought it, by its id; absent: it came with the founding of the unit. */
const PROPOSED = { proposal: id.exactOptional() };

/** One fact of the organisation; `docs/organisation.md` says what each kind means. */
export const factSchema = z.discriminatedUnion('kind', [
  factOf('person', person),
  factOf('account', account),
  factOf('department', department),
  factOf('post', post),
  factOf('holding', holding),
  factOf('body', body),
  factOf('actingChair', actingChair),
  factOf('leaderLine', leaderLine),
  factOf('delegation', delegation.safeExtend(PROPOSED)),
  factOf('relation', relation),
  factOf('calendar', calendar.safeExtend(PROPOSED), calendarId),
  factOf('threshold', threshold.safeExtend(PROPOSED), thresholdId),
  factOf('processBinding', processBinding, processId),
  factOf('substituteReview', substituteReview),
  fittingRule(factOf('unitRule', unitRule)),
  factOf('powerItem', powerItem.safeExtend(PROPOSED)),
  factOf('majorFourItem', majorFourItem.safeExtend(PROPOSED)),
  factOf('disclosureItem', disclosureItem.safeExtend(PROPOSED)),
  factOf('complaintChannel', complaintChannel.safeExtend(PROPOSED)),
  factOf('supplier', supplier.safeExtend(PROPOSED)),
]);

/** Rules of the unit as dated data: the owner of the catalogue keeps them, nobody who designs processes. */
export const CATALOGUE_KINDS = ['processBinding', 'substituteReview', 'unitRule'] as const;
export const FACT_KINDS = [
  ...(['person', 'account', 'department', 'post', 'holding', 'body'] as const),
  ...(['actingChair', 'leaderLine', 'relation'] as const),
  ...CATALOGUE_KINDS,
  ...REFERENCE_REGISTERS,
] as const;

/** Where ids are not like those of persons and posts. */
const IDS: { readonly [K in (typeof FACT_KINDS)[number]]?: z.ZodString } = {
  calendar: calendarId,
  threshold: thresholdId,
  processBinding: processId,
};
/** From a moment on there is nothing of an id. */
export const factEndSchema = z
  .strictObject({
    change: z.literal('end'),
    kind: z.enum(FACT_KINDS),
    id: z.string().min(1).max(190),
    at: moment,
    document: text.exactOptional(),
  })
  .superRefine(({ kind, id: given }, context) => {
    const fault = (IDS[kind] ?? id).safeParse(given).error?.issues[0];
    if (fault) context.addIssue({ code: 'custom', path: ['id'], message: fault.message, input: given });
  });

/** PHC text of an Argon2id hash, or the digest of a worker's token. */
const CREDENTIAL_HASH =
  /^(?:\$argon2id\$v=19\$m=\d{1,7},t=\d{1,3},p=\d{1,2}\$[A-Za-z0-9+/]{11,86}\$[A-Za-z0-9+/]{22,128}|sha256:[0-9a-f]{64})$/;

export const organisationChangeSchema = z.discriminatedUnion('change', [
  z.strictObject({ change: z.literal('put'), fact: factSchema }),
  factEndSchema,
  z.strictObject({
    change: z.literal('credential'),
    account: id,
    hash: z.string().regex(CREDENTIAL_HASH, { error: 'neither an Argon2id hash nor sha256: with a digest' }),
    mustChange: z.boolean(),
  }),
]);

export const organisationChangesSchema = z.array(organisationChangeSchema).min(1).max(ORGANISATION_LIMITS.changes);
