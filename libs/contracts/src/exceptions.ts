import { z } from 'zod';
import { operation } from './operation.js';
import { acceptedSchema, commandQuery, idSchema, itemIdSchema, lineSchema, momentSchema } from './values.js';

const params = z.strictObject({ instance: idSchema });
const tag = 'exceptions';

/** Lawful exceptions (docs/exceptions.md). */
export const exceptionOperations = {
  freezeInstance: operation({
    id: 'freezeInstance',
    method: 'POST',
    path: '/instances/{instance}/freeze',
    tag,
    summary: 'Let a matter stand still while something is verified (冻结)',
    detail: 'Discipline inspection alone may. It goes on by itself at the end of the last working day.',
    access: 'signedIn',
    params,
    query: commandQuery,
    body: z.strictObject({
      workingDays: z.int().min(1).max(250).describe('At most what the rule `freezeDays` of the unit allows'),
      reason: lineSchema,
    }),
    result: acceptedSchema,
    command: true,
  }),
  unfreezeInstance: operation({
    id: 'unfreezeInstance',
    method: 'POST',
    path: '/instances/{instance}/unfreeze',
    tag,
    summary: 'Let a frozen matter go on (解除冻结)',
    detail: 'Discipline inspection alone may, whatever it was frozen for.',
    access: 'signedIn',
    params,
    query: commandQuery,
    body: z.strictObject({ reason: lineSchema }),
    result: acceptedSchema,
    command: true,
  }),
  askSubstituteReview: operation({
    id: 'askSubstituteReview',
    method: 'POST',
    path: '/instances/{instance}/items/{item}/substitute-reviews',
    tag,
    summary: 'Ask the substitute reviewer to look at what one is about to do (提请替代复核)',
    detail: 'Where a separation keeps the caller from the item and the unit has a substitute review for that.',
    access: 'signedIn',
    params: z.strictObject({ instance: idSchema, item: itemIdSchema }),
    query: commandQuery,
    result: acceptedSchema,
    command: true,
  }),
  listRechecks: operation({
    id: 'listRechecks',
    method: 'GET',
    path: '/substitute-reviews/{substitute}/rechecks',
    tag,
    summary: 'Acts done under a substitute review that were drawn to be looked at again (抽查复核)',
    detail:
      'For discipline inspection, operators and auditors. The draw follows from what was recorded; nobody chooses.',
    access: 'person',
    params: z.strictObject({ substitute: idSchema }),
    result: z.strictObject({
      done: z.int().describe('How many acts were done under it'),
      drawn: z.array(
        z.strictObject({
          instance: z.string(),
          activity: z.string(),
          item: z.string(),
          person: z.string(),
          at: momentSchema,
        }),
      ),
    }),
  }),
  readExceptions: operation({
    id: 'readExceptions',
    method: 'GET',
    path: '/instances/{instance}/exceptions',
    tag,
    summary: 'Why a matter is frozen, and what it was warned of (冻结与警示)',
    access: 'concerned',
    params,
    result: z.strictObject({
      freezes: z.array(
        z.strictObject({
          why: z.enum(['discipline', 'unratified']),
          at: momentSchema,
          by: z.string().nullable(),
          until: momentSchema.nullable().describe('null: until discipline inspection lifts it'),
        }),
      ),
      alerts: z.array(z.strictObject({ code: z.enum(['NOT_RATIFIED']), activity: z.string(), at: momentSchema })),
    }),
  }),
};
