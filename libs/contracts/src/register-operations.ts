import { z } from 'zod';
import { operation } from './operation.js';
import { text } from './organisation-values.js';
import { REGISTER_LIMITS, REGISTERS } from './registers.js';
import {
  acceptedSchema,
  commandQuery,
  digestSchema,
  idSchema,
  lineSchema,
  momentSchema,
  momentText,
  pageOf,
  pageQuery,
} from './values.js';

const tag = 'registers';
const register = z.enum(REGISTERS);
const ofRegister = z.strictObject({ register });
const ofProposal = z.strictObject({ register, proposal: idSchema });
const at = momentText.exactOptional().describe('Milliseconds since the epoch; default now');
/** Numbers of contracts are written as the unit writes them. */
const entryId = z
  .string()
  .max(100)
  .regex(/^[^\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]+$/u, {
    error: 'the number of an entry, of at most 100 visible characters',
  });

const data = z.record(z.string(), z.unknown()).describe('As docs/registers.md says for the register');
const version = z.strictObject({
  from: momentSchema,
  to: momentSchema.nullable().describe('null: until further notice'),
  data,
  proposal: z.string().nullable().describe('That brought it; null: the founding of the unit'),
});
const entry = version.extend({ id: z.string() }).meta({ id: 'RegisterEntry' });
const change = z
  .discriminatedUnion('change', [
    z.strictObject({
      change: z.literal('put'),
      id: z.string().min(1).max(100),
      from: momentSchema.nullable().describe('null: from the confirmation on'),
      to: momentSchema.nullable(),
      data,
    }),
    z.strictObject({ change: z.literal('end'), id: z.string().min(1).max(100), at: momentSchema.nullable() }),
  ])
  .meta({ id: 'RegisterChange' });
const proposal = z
  .strictObject({
    proposal: z.string(),
    register,
    document: z.string(),
    count: z.int().describe('Entries that it changes'),
    digest: z.string().describe('Of the changes: who confirms says which they have seen'),
    proposedBy: z.string(),
    proposedAt: momentSchema,
    state: z.enum(['open', 'confirmed', 'turnedDown', 'withdrawn']),
    decidedBy: z.string().nullable(),
    decidedAt: momentSchema.nullable(),
    reason: z.string().nullable(),
  })
  .meta({ id: 'RegisterProposal' });

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** 台账、目录: see docs/registers.md. */
export const registerOperations = {
  listRegisters: operation({
    id: 'listRegisters',
    method: 'GET',
    path: '/registers',
    tag,
    summary: 'The registers, whose they are, and what the signed-in person may do with each',
    access: 'person',
    result: z.strictObject({
      items: z.array(
        z.strictObject({
          register,
          name: z.strictObject({ zh: z.string(), en: z.string() }),
          propose: z.array(z.string()).describe('Role codes'),
          confirm: z.array(z.string()),
          mayPropose: z.boolean(),
          mayConfirm: z.boolean(),
          maySeeProposals: z.boolean().describe('Whoever keeps or audits it; they see suppliers whole, too'),
        }),
      ),
    }),
  }),
  listRegisterEntries: operation({
    id: 'listRegisterEntries',
    method: 'GET',
    path: '/registers/{register}/entries',
    tag,
    summary: 'Entries that are in force at a moment, by number',
    detail:
      'A page may hold fewer than asked for, and none, while `next` says that there are more. Of suppliers, those who neither keep nor audit the ' +
      'register see the last four characters of accounts, and no relations.',
    access: 'person',
    params: ofRegister,
    query: z.strictObject({
      ...pageQuery,
      at,
      text: z
        .string()
        .trim()
        .min(1)
        .max(100)
        .exactOptional()
        .describe('Only entries in whose number or name this stands, whatever the case'),
    }),
    result: pageOf(entry),
  }),
  readRegisterEntry: operation({
    id: 'readRegisterEntry',
    method: 'GET',
    path: '/registers/{register}/entries/{entry}',
    tag,
    summary: 'One entry: what holds at a moment, everything it says for other times, and the proposals that brought it',
    detail:
      'For contracts and budget lines `used` tells what matters have used of each limit: reserved by those under way, spent by those that ended.',
    access: 'person',
    params: z.strictObject({ register, entry: entryId }),
    query: z.strictObject({ at }),
    result: z.strictObject({
      id: z.string(),
      inForce: version.nullable(),
      versions: z.array(version),
      proposals: z.array(proposal),
      used: z.array(z.strictObject({ limit: z.string(), reserved: z.string(), spent: z.string() })),
    }),
  }),
  listRegisterProposals: operation({
    id: 'listRegisterProposals',
    method: 'GET',
    path: '/registers/{register}/proposals',
    tag,
    summary: 'Proposals to change a register, the oldest first',
    detail:
      'For those who keep the register, discipline inspection and auditors. A page may hold fewer than asked for while `next` says that there are more.',
    access: 'person',
    params: ofRegister,
    query: z.strictObject({ ...pageQuery, state: proposal.shape.state.exactOptional() }),
    result: pageOf(proposal),
  }),
  readRegisterProposal: operation({
    id: 'readRegisterProposal',
    method: 'GET',
    path: '/registers/{register}/proposals/{proposal}',
    tag,
    summary: 'A proposal without its changes',
    access: 'person',
    params: ofProposal,
    result: proposal,
  }),
  listProposedChanges: operation({
    id: 'listProposedChanges',
    method: 'GET',
    path: '/registers/{register}/proposals/{proposal}/changes',
    tag,
    summary: 'The changes of a proposal, each with what is in force now: what a second person looks at',
    access: 'person',
    params: ofProposal,
    query: z.strictObject(pageQuery),
    result: pageOf(z.strictObject({ change, now: version.nullable() })),
  }),
  proposeRegister: operation({
    id: 'proposeRegister',
    method: 'POST',
    path: '/registers/{register}/proposals',
    tag,
    summary: 'Propose changes of a register (提出变更): nothing holds before a second person confirms it',
    access: 'signedIn',
    params: ofRegister,
    query: commandQuery,
    body: z.strictObject({
      document: text.describe('Number of the document that it rests on, or the reason'),
      changes: z.array(change).min(1).max(REGISTER_LIMITS.changes),
    }),
    bodyLimit: 'deployment',
    result: acceptedSchema,
    status: 201,
    command: true,
  }),
  confirmProposal: operation({
    id: 'confirmProposal',
    method: 'POST',
    path: '/registers/{register}/proposals/{proposal}/confirm',
    tag,
    summary: 'Confirm a proposal of somebody else (确认): all of it takes effect, or nothing',
    detail: 'The rules are asked again. An entry that has changed since it was proposed is a `conflict`.',
    access: 'signedIn',
    params: ofProposal,
    query: commandQuery,
    body: z.strictObject({ digest: digestSchema }),
    result: acceptedSchema,
    command: true,
  }),
  turnDownProposal: operation({
    id: 'turnDownProposal',
    method: 'POST',
    path: '/registers/{register}/proposals/{proposal}/turn-down',
    tag,
    summary: 'Turn a proposal of somebody else down (退回)',
    access: 'signedIn',
    params: ofProposal,
    query: commandQuery,
    body: z.strictObject({ reason: lineSchema }),
    result: acceptedSchema,
    command: true,
  }),
  withdrawProposal: operation({
    id: 'withdrawProposal',
    method: 'POST',
    path: '/registers/{register}/proposals/{proposal}/withdraw',
    tag,
    summary: 'Withdraw a proposal of one’s own (撤回)',
    access: 'signedIn',
    params: ofProposal,
    query: commandQuery,
    result: acceptedSchema,
    command: true,
  }),
  readRegisterTemplate: operation({
    id: 'readRegisterTemplate',
    method: 'GET',
    path: '/registers/{register}/template',
    tag,
    summary: 'An empty sheet (.xlsx) with the columns that an import reads',
    access: 'person',
    params: ofRegister,
    produces: XLSX,
  }),
  exportRegister: operation({
    id: 'exportRegister',
    method: 'GET',
    path: '/registers/{register}/export',
    tag,
    summary: 'What is in force, as a sheet (.xlsx) that an import reads',
    detail:
      'For those who keep the register, discipline inspection and auditors. More than 20,000 entries are `too-large`: read the list then.',
    access: 'person',
    params: ofRegister,
    query: z.strictObject({ at }),
    produces: XLSX,
  }),
  importRegister: operation({
    id: 'importRegister',
    method: 'POST',
    path: '/registers/{register}/import',
    tag,
    summary: 'Propose what a sheet (.xlsx) says, all its rows as one proposal',
    detail:
      'The body is the file itself. One wrong cell and nothing is proposed: `details` names row, column, what is wrong and what to do. Formulas, macros and ' +
      `links are refused, and more than ${REGISTER_LIMITS.changes} rows.`,
    access: 'signedIn',
    params: ofRegister,
    query: commandQuery.extend({ document: text.describe('Number of the document that it rests on, or the reason') }),
    consumes: 'application/octet-stream',
    bodyLimit: 'attachment',
    result: acceptedSchema,
    status: 201,
    command: true,
  }),
};
