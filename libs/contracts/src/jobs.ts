import { z } from 'zod';
import { operation } from './operation.js';
import {
  acceptedSchema,
  commandQuery,
  idSchema,
  keySchema,
  lineSchema,
  momentSchema,
  numberText,
  pageOf,
  pageQuery,
  variablesSchema,
} from './values.js';

const OPERATIONS = ['operator', 'auditor'] as const;
const WATCHERS = ['operator', 'auditor', 'systemAdministrator'] as const;

/** Limits of what an external worker asks. */
export const JOB_LIMITS = { jobs: 100, leaseMs: 24 * 3_600_000, waitMs: 30_000 } as const;

const lock = z.string().min(1).max(200).describe('The token that came with the job');
const handler = z
  .string()
  .max(200)
  .regex(/^external:.+/, { error: 'the handlers of external workers begin with external:' });
const lease = z.int().min(1000).max(JOB_LIMITS.leaseMs).describe('Milliseconds for which the job is kept for you');

const job = z
  .strictObject({
    instance: z.string(),
    job: z.int(),
    process: z.string(),
    element: z.string(),
    handler: z.string(),
    retries: z.int(),
    due: momentSchema,
    lastError: z.string().nullable(),
    lockedUntil: momentSchema.nullable(),
  })
  .meta({ id: 'Job' });
const drawnName = z.string().describe('What the element is called in the drawing; its key where it has no name');
const listedJob = job.extend({ name: drawnName }).meta({ id: 'ListedJob' });
const lockedJob = job
  .extend({
    lock: z.string().describe('To be sent with whatever is said about the job'),
    lockedUntil: momentSchema,
    businessKey: z.string().nullable(),
    variables: variablesSchema.describe('What the work of the job sees'),
    idempotencyKey: z
      .string()
      .describe('The same at every try of this job, and no other job’s: for receivers that must not do it twice'),
  })
  .meta({ id: 'LockedJob' });
const incident = z
  .strictObject({
    instance: z.string(),
    element: z.int(),
    process: z.string(),
    activity: z.string(),
    name: drawnName,
    code: z.string(),
    message: z.string(),
    raisedAt: momentSchema,
  })
  .meta({ id: 'Incident' });
const timer = z
  .strictObject({
    instance: z.string(),
    subscription: z.int(),
    process: z.string(),
    element: z.string(),
    name: drawnName,
    due: momentSchema,
  })
  .meta({ id: 'Timer' });
const quarantined = z
  .strictObject({
    instance: z.string(),
    at: momentSchema,
    command: z.string(),
    principal: z.string(),
    message: z.string(),
  })
  .meta({ id: 'Quarantined' });

const params = z.strictObject({ instance: idSchema, job: numberText });

export const jobOperations = {
  listJobs: operation({
    id: 'listJobs',
    method: 'GET',
    path: '/jobs',
    tag: 'jobs',
    summary: 'Jobs that are waiting or being done',
    access: WATCHERS,
    query: z.strictObject({
      ...pageQuery,
      instance: idSchema.exactOptional(),
      handler: z.string().min(1).max(200).exactOptional(),
    }),
    result: pageOf(listedJob),
  }),
  lockJobs: operation({
    id: 'lockJobs',
    method: 'POST',
    path: '/jobs/lock',
    tag: 'jobs',
    summary: 'Fetch jobs and keep them for a while',
    detail:
      'A lease is no promise: a worker that takes longer loses the job to another, and its completion is refused.',
    access: 'worker',
    body: z.strictObject({
      handlers: z.array(handler).min(1).max(50),
      limit: z.int().min(1).max(JOB_LIMITS.jobs),
      lease,
      wait: z
        .int()
        .min(0)
        .max(JOB_LIMITS.waitMs)
        .exactOptional()
        .describe('Milliseconds to wait for a first job where there is none; default 0'),
    }),
    result: z.strictObject({ jobs: z.array(lockedJob) }),
  }),
  extendJob: operation({
    id: 'extendJob',
    method: 'POST',
    path: '/instances/{instance}/jobs/{job}/extend',
    tag: 'jobs',
    summary: 'Keep a job for longer',
    access: 'worker',
    params,
    body: z.strictObject({ lock, lease }),
    result: z.strictObject({ lockedUntil: momentSchema }),
  }),
  completeJob: operation({
    id: 'completeJob',
    method: 'POST',
    path: '/instances/{instance}/jobs/{job}/complete',
    tag: 'jobs',
    summary: 'The work of a job is done',
    access: 'worker',
    params,
    query: commandQuery,
    body: z.strictObject({ lock, variables: variablesSchema.exactOptional() }),
    result: acceptedSchema,
    command: true,
  }),
  failJob: operation({
    id: 'failJob',
    method: 'POST',
    path: '/instances/{instance}/jobs/{job}/fail',
    tag: 'jobs',
    summary: 'The work of a job failed: try again later, or raise an incident',
    access: 'worker',
    params,
    query: commandQuery,
    body: z.strictObject({
      lock,
      message: lineSchema,
      retries: z.int().min(0).max(1000).exactOptional().describe('Tries left, never more than before'),
      retryAfter: z.int().min(0).max(JOB_LIMITS.leaseMs).exactOptional().describe('Milliseconds'),
    }),
    result: acceptedSchema,
    command: true,
  }),
  throwJobError: operation({
    id: 'throwJobError',
    method: 'POST',
    path: '/instances/{instance}/jobs/{job}/error',
    tag: 'jobs',
    summary: 'The work ended in an error that the process knows (BPMN error)',
    access: 'worker',
    params,
    query: commandQuery,
    body: z.strictObject({ lock, code: keySchema, variables: variablesSchema.exactOptional() }),
    result: acceptedSchema,
    command: true,
  }),
  retryJob: operation({
    id: 'retryJob',
    method: 'POST',
    path: '/instances/{instance}/jobs/{job}/retry',
    tag: 'jobs',
    summary: 'Let a waiting job be tried now',
    access: 'signedIn',
    params,
    query: commandQuery,
    result: acceptedSchema,
    command: true,
  }),
};

export const incidentOperations = {
  listIncidents: operation({
    id: 'listIncidents',
    method: 'GET',
    path: '/incidents',
    tag: 'incidents',
    summary: 'Elements that wait for an operator',
    access: OPERATIONS,
    query: z.strictObject({
      ...pageQuery,
      instance: idSchema.exactOptional(),
      process: keySchema.exactOptional(),
    }),
    result: pageOf(incident),
  }),
  resolveIncident: operation({
    id: 'resolveIncident',
    method: 'POST',
    path: '/instances/{instance}/incidents/{element}/resolve',
    tag: 'incidents',
    summary: 'Let the element try again',
    access: 'signedIn',
    params: z.strictObject({ instance: idSchema, element: numberText }),
    query: commandQuery.extend({
      reason: lineSchema.max(500).exactOptional().describe('What was put right; kept in the entry'),
    }),
    result: acceptedSchema,
    command: true,
  }),
  listQuarantine: operation({
    id: 'listQuarantine',
    method: 'GET',
    path: '/quarantine',
    tag: 'incidents',
    summary: 'Instances set aside because a step hit a fault of the product',
    access: OPERATIONS,
    result: z.strictObject({ items: z.array(quarantined) }),
  }),
  releaseInstance: operation({
    id: 'releaseInstance',
    method: 'POST',
    path: '/instances/{instance}/release',
    tag: 'incidents',
    summary: 'Let an instance out of quarantine (解除隔离): it goes on as it was',
    detail: 'When the fault is still there it comes back. To give the instance up instead, cancel it.',
    access: 'signedIn',
    params: z.strictObject({ instance: idSchema }),
    query: commandQuery,
    body: z.strictObject({ reason: lineSchema }),
    result: acceptedSchema,
    command: true,
  }),
};

export const timerOperations = {
  listTimers: operation({
    id: 'listTimers',
    method: 'GET',
    path: '/timers',
    tag: 'timers',
    summary: 'Timers that are waiting, the earliest first',
    access: WATCHERS,
    query: z.strictObject({ ...pageQuery, instance: idSchema.exactOptional() }),
    result: pageOf(timer),
  }),
};
