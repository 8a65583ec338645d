import { z } from 'zod';
import { instanceSummarySchema } from './instances.js';
import { operation } from './operation.js';
import { reasonSchema } from './problem.js';
import {
  acceptedSchema,
  commandQuery,
  idSchema,
  keySchema,
  lineSchema,
  momentSchema,
  momentText,
  pageOf,
  pageQuery,
} from './values.js';

const tag = 'inspection';
const moment = momentText.exactOptional();

const noted = z
  .strictObject({
    stream: z.string(),
    seq: z.int(),
    at: momentSchema,
    kind: z.string().describe('Of the command'),
    principal: z.string().describe('`person:`, `worker:` or `system:` and the name'),
    refused: z.string().nullable().describe('Code of the first reason; null: it was done'),
    instance: z.string().nullable(),
    process: z.string().nullable(),
    number: z.string().nullable(),
    reasons: z.array(reasonSchema).describe('Why it was refused: all rules that stood against it, the headline first'),
    said: z.string().nullable().describe('The reason that was given with it; null: none, or erased'),
    isErased: z.boolean().describe('The content of the entry was erased: reasons and what was said are gone'),
  })
  .meta({ id: 'Noted' });

/** What discipline inspection sees of the whole unit (docs/inspection.md). */
export const inspectionOperations = {
  listNoted: operation({
    id: 'listNoted',
    method: 'GET',
    path: '/inspection/noted',
    tag,
    summary: 'Every refusal, exception or reading of the unit, newest first: who, when, which rule, and why',
    detail:
      'For discipline inspection, operators and auditors. `exception`: what is lawful and out of the usual, the acts of operators among it; `reading`: who of ' +
      'discipline inspection opened which matter.',
    access: 'person',
    query: z.strictObject({
      ...pageQuery,
      noted: z.enum(['refusal', 'exception', 'reading']),
      from: moment.describe('From this moment on, in milliseconds since the epoch'),
      until: moment.describe('Before this moment'),
    }),
    result: pageOf(noted),
  }),
  listMatters: operation({
    id: 'listMatters',
    method: 'GET',
    path: '/inspection/matters',
    tag,
    summary: 'All matters of the unit, newest first, without what is in them',
    detail: 'For discipline inspection, operators and auditors.',
    access: 'person',
    query: z.strictObject({
      ...pageQuery,
      process: keySchema.exactOptional(),
      status: instanceSummarySchema.shape.status.exactOptional(),
      number: z.string().min(1).max(200).exactOptional(),
    }),
    result: pageOf(
      instanceSummarySchema.extend({ isOpened: z.boolean().describe('The caller may read what is in it') }),
    ),
  }),
  inspectInstance: operation({
    id: 'inspectInstance',
    method: 'POST',
    path: '/instances/{instance}/inspections',
    tag,
    summary: 'Open a matter by right of supervision, with a reason (调阅)',
    detail:
      'Discipline inspection alone may; from then on that person reads all of it. It stands in a chain of its own, `inspection`, and not in that of the matter.',
    access: 'signedIn',
    params: z.strictObject({ instance: idSchema }),
    query: commandQuery,
    body: z.strictObject({ reason: lineSchema }),
    result: acceptedSchema,
    command: true,
  }),
};
