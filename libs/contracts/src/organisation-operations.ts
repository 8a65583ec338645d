import { z } from 'zod';
import { operation } from './operation.js';
import { FACT_KINDS, factEndSchema, factSchema } from './organisation.js';
import { ORGANISATION_LIMITS } from './organisation-values.js';
import { acceptedSchema, commandQuery, momentText } from './values.js';

const tag = 'organisation';

/** Without `credential`: passwords are set where they are hashed, by the operations on accounts. */
const factChange = z.discriminatedUnion('change', [
  z.strictObject({ change: z.literal('put'), fact: factSchema }),
  factEndSchema,
]);

export const organisationOperations = {
  readOrganisation: operation({
    id: 'readOrganisation',
    method: 'GET',
    path: '/organisation',
    tag,
    summary: 'The facts of one kind that are valid at a moment',
    detail:
      'Persons, departments, posts, holdings, bodies, leader lines, calendars, thresholds, bindings of processes, rules of the unit and catalogues are ' +
      'shown to everybody; accounts, delegations and relations to administrators and auditors, and to others where they concern themselves; ' +
      'suppliers to administrators and auditors, others read their register.',
    access: 'person',
    query: z.strictObject({
      kind: z.enum(FACT_KINDS),
      at: momentText.exactOptional().describe('Milliseconds since the epoch; default now'),
    }),
    result: z.strictObject({
      version: z.int().describe('The version of the organisation that was asked'),
      facts: z.array(factSchema),
    }),
  }),
  changeOrganisation: operation({
    id: 'changeOrganisation',
    method: 'POST',
    path: '/organisation/changes',
    tag,
    summary: 'Change people, posts, delegations, calendars, thresholds and so on, all or nothing',
    access: 'signedIn',
    query: commandQuery,
    body: z.strictObject({ changes: z.array(factChange).min(1).max(ORGANISATION_LIMITS.changes) }),
    bodyLimit: 'deployment',
    result: acceptedSchema,
    command: true,
  }),
};
