import { attachmentOperations } from './attachments.js';
import { besideOperations } from './beside.js';
import { delegationOperations } from './delegations.js';
import { definitionOperations, deploymentOperations } from './deployments.js';
import { deskOperations } from './desk.js';
import { draftOperations } from './drafts.js';
import { evidenceOperations } from './evidence.js';
import { exceptionOperations } from './exceptions.js';
import { handingOperations } from './handing.js';
import { inspectionOperations } from './inspection.js';
import { instanceOperations } from './instances.js';
import { itemOperations } from './items.js';
import { incidentOperations, jobOperations, timerOperations } from './jobs.js';
import { messageOperations } from './messages.js';
import { officeOperations } from './office.js';
import type { OperationShape } from './operation.js';
import { organisationOperations } from './organisation-operations.js';
import { printedFormOperations } from './printed-form.js';
import { registerOperations } from './register-operations.js';
import { reminderOperations } from './reminders.js';
import { savedViewOperations } from './saved-views.js';
import { accountOperations, sessionOperations } from './session.js';
import { systemOperations } from './system.js';
import { textOperations } from './texts.js';

/** Everything that the API can do, by the id of the operation. */
export const OPERATIONS = {
  ...deploymentOperations,
  ...definitionOperations,
  ...textOperations,
  ...instanceOperations,
  ...printedFormOperations,
  ...itemOperations,
  ...handingOperations,
  ...deskOperations,
  ...besideOperations,
  ...draftOperations,
  ...savedViewOperations,
  ...reminderOperations,
  ...exceptionOperations,
  ...inspectionOperations,
  ...officeOperations,
  ...messageOperations,
  ...jobOperations,
  ...incidentOperations,
  ...timerOperations,
  ...organisationOperations,
  ...delegationOperations,
  ...registerOperations,
  ...attachmentOperations,
  ...evidenceOperations,
  ...sessionOperations,
  ...accountOperations,
  ...systemOperations,
} as const;
export type OperationId = keyof typeof OPERATIONS;

/** The same as a list. */
export const ALL_OPERATIONS: readonly OperationShape[] = Object.values(OPERATIONS);
