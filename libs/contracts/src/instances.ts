import { z } from 'zod';
import { operation } from './operation.js';
import {
  acceptedSchema,
  commandQuery,
  digestSchema,
  idSchema,
  keySchema,
  lineSchema,
  momentSchema,
  numberText,
  pageOf,
  pageQuery,
  variablesSchema,
} from './values.js';

const status = z.enum(['active', 'suspended', 'completed', 'cancelled', 'quarantined']);
export const instanceSummarySchema = z
  .strictObject({
    id: z.string(),
    process: z.string(),
    definition: z.string(),
    status,
    businessKey: z.string().nullable(),
    number: z.string().nullable(),
    startedAt: momentSchema,
    startedBy: z.string(),
    endedAt: momentSchema.nullable(),
    revision: z.int(),
    lastAt: momentSchema,
  })
  .meta({ id: 'Instance' });

const trailRecord = z
  .strictObject({
    seq: z.int(),
    at: momentSchema,
    activity: z.string(),
    element: z.int(),
    act: z.string(),
    person: z.string(),
    account: z.string(),
    onBehalfOf: z.string().exactOptional(),
    alsoFor: z
      .array(z.string())
      .exactOptional()
      .describe('Persons whom it counts for besides: who passed the work on (转办) or asked for the opinion (加签)'),
    to: z.string().exactOptional().describe('To whom work was passed on, or who was asked for an opinion'),
    adviceOn: z.string().exactOptional().describe('Of an opinion: the act of a control that it is on'),
    post: z.string().exactOptional(),
    department: z.string().exactOptional(),
    holding: z
      .enum(['formal', 'presiding', 'temporary'])
      .exactOptional()
      .describe('How the post was held: 正式, 主持工作, 临时负责'),
    documents: z
      .array(z.string())
      .exactOptional()
      .describe('Of the holding or delegation that it rests on, where it was not done by a formal holder in person'),
    as: z.enum(['actingChair']).exactOptional().describe('Chairing in the place of the chair (代理主持)'),
    under: z
      .array(z.strictObject({ fact: z.string(), document: z.string(), reviewer: z.string() }))
      .exactOptional()
      .describe('Substitute reviews without which it would have been refused (替代控制)'),
    attendance: z.enum(['inPerson', 'video']).exactOptional().describe('Of a sign-in to a meeting (签到)'),
    outcome: z.string().exactOptional(),
    digest: z.string().exactOptional(),
  })
  .meta({ id: 'TrailRecord' });

const params = z.strictObject({ instance: idSchema });
const tag = 'instances';
const withReason = z.strictObject({ reason: lineSchema });

export const instanceOperations = {
  startInstance: operation({
    id: 'startInstance',
    method: 'POST',
    path: '/instances',
    tag,
    summary: 'Start a process (发起)',
    access: 'signedIn',
    query: z.strictObject({
      ...commandQuery.shape,
      draft: z
        .literal('true')
        .exactOptional()
        .describe('Throw away the draft that one has kept for it, once it is started'),
    }),
    body: z.strictObject({
      process: keySchema,
      version: z.int().positive().exactOptional().describe('A published version; absent: the newest in force'),
      businessKey: z.string().min(1).max(200).exactOptional(),
      variables: variablesSchema.exactOptional(),
    }),
    result: acceptedSchema,
    status: 201,
    command: true,
  }),
  listInstances: operation({
    id: 'listInstances',
    method: 'GET',
    path: '/instances',
    tag,
    summary: 'Instances, newest first',
    detail: 'Persons see those they started (我发起的), operators and auditors all of the unit.',
    access: 'concerned',
    query: z.strictObject({
      ...pageQuery,
      process: keySchema.exactOptional(),
      status: status.exactOptional(),
      businessKey: z.string().min(1).max(200).exactOptional(),
      number: z.string().min(1).max(200).exactOptional(),
      startedBy: z.string().min(1).max(200).exactOptional().describe('`person:` and the id'),
    }),
    result: pageOf(instanceSummarySchema),
  }),
  readInstance: operation({
    id: 'readInstance',
    method: 'GET',
    path: '/instances/{instance}',
    tag,
    summary: 'One instance',
    access: 'concerned',
    params,
    result: instanceSummarySchema,
  }),
  readVariables: operation({
    id: 'readVariables',
    method: 'GET',
    path: '/instances/{instance}/variables',
    tag,
    summary: 'The variables of the process, or those that one element sees',
    access: 'concerned',
    params,
    query: z.strictObject({ scope: numberText.exactOptional().describe('Id of an element instance') }),
    result: z.strictObject({ variables: variablesSchema }),
  }),
  setVariables: operation({
    id: 'setVariables',
    method: 'PATCH',
    path: '/instances/{instance}/variables',
    tag,
    summary: 'Set variables outside of any work item',
    detail:
      'For operators, with a reason, to repair. What somebody filled in is corrected by two persons instead, unless the matter stands still on an incident; whoever acted in it is shown it.',
    access: 'signedIn',
    params,
    query: commandQuery,
    body: z.strictObject({
      scope: z.int().nonnegative().exactOptional(),
      variables: variablesSchema,
      reason: lineSchema,
    }),
    result: acceptedSchema,
    command: true,
  }),
  readTrail: operation({
    id: 'readTrail',
    method: 'GET',
    path: '/instances/{instance}/trail',
    tag,
    summary: 'Who did what, for whom, in which post, and when (流转记录)',
    access: 'concerned',
    params,
    result: z.strictObject({ records: z.array(trailRecord) }),
  }),
  readInstanceDiagram: operation({
    id: 'readInstanceDiagram',
    method: 'GET',
    path: '/instances/{instance}/diagram',
    tag,
    summary: 'The drawn process and what is going on at each element (流程图)',
    access: 'concerned',
    params,
    result: z.strictObject({
      definition: z.string(),
      xml: z.string(),
      elements: z
        .array(
          z.strictObject({
            key: z.string(),
            active: z.int().describe('How many instances of the element are running; of a loop, the inner ones'),
            done: z.int().describe('How many were completed'),
            incidents: z.int(),
          }),
        )
        .describe('Elements where anything is or was; `key` has a prefix inside called processes'),
      flows: z
        .array(z.strictObject({ key: z.string(), taken: z.int() }))
        .describe('Sequence flows that were taken, and how often'),
      erased: z
        .array(z.int())
        .describe('Entries of the instance whose content was erased: what was done there is missing above'),
    }),
  }),
  objectToPublicity: operation({
    id: 'objectToPublicity',
    method: 'POST',
    path: '/instances/{instance}/objections',
    tag,
    summary: 'Object to what is being made public (异议), or to how a meeting goes (程序异议)',
    detail:
      'To a publicity, everybody who does business in the unit may; it is answered by another person before the publicity can end. To a meeting, its members, whoever sits in and discipline inspection; it stands still until it is answered.',
    access: 'signedIn',
    params,
    query: commandQuery,
    body: z.strictObject({ activity: keySchema.describe('Key of the publicity or the meeting'), reason: lineSchema }),
    result: acceptedSchema,
    command: true,
  }),
  withdrawSignature: operation({
    id: 'withdrawSignature',
    method: 'POST',
    path: '/instances/{instance}/withdrawals',
    tag,
    summary: 'Take back one of two signatures (撤回签字)',
    detail: 'Whoever signed may, before the payment begins. Both have to sign again.',
    access: 'signedIn',
    params,
    query: commandQuery,
    body: z.strictObject({ activity: keySchema.describe('Key of the dual signature'), reason: lineSchema }),
    result: acceptedSchema,
    command: true,
  }),
  suspendInstance: operation({
    id: 'suspendInstance',
    method: 'POST',
    path: '/instances/{instance}/suspend',
    tag,
    summary: 'Let an instance wait (挂起)',
    access: 'signedIn',
    params,
    query: commandQuery,
    body: withReason,
    result: acceptedSchema,
    command: true,
  }),
  resumeInstance: operation({
    id: 'resumeInstance',
    method: 'POST',
    path: '/instances/{instance}/resume',
    tag,
    summary: 'Let a suspended instance go on (激活)',
    access: 'signedIn',
    params,
    query: commandQuery.extend({
      reason: lineSchema.max(500).exactOptional().describe('Why it may go on; kept in the entry'),
    }),
    result: acceptedSchema,
    command: true,
  }),
  cancelInstance: operation({
    id: 'cancelInstance',
    method: 'POST',
    path: '/instances/{instance}/cancel',
    tag,
    summary: 'End an instance before its end (终止)',
    detail:
      'Whoever started it may, before a control has ended or anything governed has begun. An operator gives up what is in quarantine.',
    access: 'signedIn',
    params,
    query: commandQuery,
    body: withReason,
    result: acceptedSchema,
    command: true,
  }),
  askTermination: operation({
    id: 'askTermination',
    method: 'POST',
    path: '/instances/{instance}/terminations',
    tag,
    summary: 'Ask for the end of an instance (提出终止)',
    detail:
      'Operators may. A leader of the department it was started in finds it among the open work items, and ends it by approving. Discipline inspection is shown the end of what is of high risk.',
    access: 'signedIn',
    params,
    query: commandQuery,
    body: withReason,
    result: acceptedSchema,
    command: true,
  }),
  migrateInstance: operation({
    id: 'migrateInstance',
    method: 'POST',
    path: '/instances/{instance}/migrate',
    tag,
    summary: 'Go on with another version of the process',
    access: 'signedIn',
    params,
    query: commandQuery,
    body: z.strictObject({
      definition: digestSchema,
      keys: z
        .record(keySchema, keySchema)
        .exactOptional()
        .describe('Old key of an element to its new one, where they differ'),
    }),
    result: acceptedSchema,
    command: true,
  }),
};
