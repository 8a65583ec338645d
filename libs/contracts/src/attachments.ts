import { z } from 'zod';
import { operation } from './operation.js';
import { acceptedSchema, commandQuery, idSchema, itemIdSchema, momentSchema, numberText } from './values.js';

const tag = 'attachments';

/** What may be attached. The type is told from the bytes: one that they do not bear out is refused. */
export const ATTACHMENT_TYPES = {
  pdf: 'application/pdf',
  ofd: 'application/ofd',
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  zip: 'application/zip',
  txt: 'text/plain',
  csv: 'text/csv',
  xml: 'application/xml',
} as const;
export type AttachmentSuffix = keyof typeof ATTACHMENT_TYPES;

/** No folders, no control or direction characters, no dot in front: a name is shown and saved as it is. */
const fileName = z
  .string()
  .max(200)
  .regex(/^[^\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\\/:*?"<>|.\s](?:[^\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\\/:*?"<>|]*[^\s.])?$/u, {
    error: 'a file name of at most 200 characters without folders, control characters or any of \\ / : * ? " < > |',
  });

const attachment = z
  .strictObject({
    seq: z.int().describe('Identifies it within the instance'),
    name: z.string(),
    version: z.int().describe('1 for the first of its name'),
    digest: z.string(),
    size: z.int(),
    type: z.string(),
    item: z.string().nullable(),
    evidence: z.string().nullable().describe('The paper of the process that it is'),
    at: momentSchema,
    by: z.string(),
  })
  .meta({ id: 'Attachment' });

export const attachmentOperations = {
  attachFile: operation({
    id: 'attachFile',
    method: 'POST',
    path: '/instances/{instance}/attachments',
    tag,
    summary: 'Attach a file; the same name again is its next version',
    detail: 'The body is the file itself.',
    access: 'signedIn',
    params: z.strictObject({ instance: idSchema }),
    query: commandQuery.extend({
      name: fileName,
      item: itemIdSchema.exactOptional(),
      evidence: z.string().min(1).max(200).exactOptional().describe('Name of the paper that the process asks for'),
    }),
    consumes: 'application/octet-stream',
    bodyLimit: 'attachment',
    result: acceptedSchema,
    status: 201,
    command: true,
  }),
  listAttachments: operation({
    id: 'listAttachments',
    method: 'GET',
    path: '/instances/{instance}/attachments',
    tag,
    summary: 'All versions of all files of an instance',
    access: 'concerned',
    params: z.strictObject({ instance: idSchema }),
    result: z.strictObject({ items: z.array(attachment) }),
  }),
  readAttachment: operation({
    id: 'readAttachment',
    method: 'GET',
    path: '/instances/{instance}/attachments/{attachment}',
    tag,
    summary: 'The bytes of one version, always to be saved, never shown in the page',
    access: 'concerned',
    params: z.strictObject({ instance: idSchema, attachment: numberText }),
    produces: 'application/octet-stream',
  }),
};
