import { z } from 'zod';
import { operation } from './operation.js';
import { idSchema, itemIdSchema, keySchema, momentSchema, pageOf, pageQuery, variablesSchema } from './values.js';

const summary = z
  .strictObject({
    instance: z.string().nullable().describe('null: for starting a process'),
    item: z.string().nullable(),
    process: z.string(),
    name: z.string().describe('Of the work item, or of the process'),
    number: z.string().nullable().describe('Of the instance'),
    savedAt: momentSchema,
  })
  .meta({ id: 'Draft' });

const content = z.strictObject({
  variables: variablesSchema.exactOptional(),
  outcome: z.string().max(100).exactOptional(),
  opinion: z.string().max(20_000).exactOptional(),
  businessKey: z.string().max(200).exactOptional(),
});
const draft = z.strictObject({ savedAt: momentSchema, content });

const ofItem = z.strictObject({ instance: idSchema, item: itemIdSchema });
const ofProcess = z.strictObject({ process: keySchema });
const tag = 'drafts';
const access = 'person';
const itemPath = '/instances/{instance}/items/{item}/draft';
const processPath = '/processes/{process}/draft';

/** What somebody has filled in and not sent (草稿): theirs alone, and no act (decision 35). */
export const draftOperations = {
  listDrafts: operation({
    id: 'listDrafts',
    method: 'GET',
    path: '/drafts',
    tag,
    summary: 'What the signed-in person has filled in and not sent (草稿箱), newest first',
    access,
    query: z.strictObject(pageQuery),
    result: pageOf(summary),
  }),
  saveItemDraft: operation({
    id: 'saveItemDraft',
    method: 'PUT',
    path: itemPath,
    tag,
    summary: 'Keep what was filled in for a work item, instead of what was kept before',
    detail: 'Only who could act on the item may. Nobody else sees it, and it is gone when the item is.',
    access,
    params: ofItem,
    body: content,
    result: z.strictObject({ savedAt: momentSchema }),
  }),
  readItemDraft: operation({
    id: 'readItemDraft',
    method: 'GET',
    path: itemPath,
    tag,
    summary: 'What one has kept for a work item',
    access,
    params: ofItem,
    result: draft,
  }),
  dropItemDraft: operation({
    id: 'dropItemDraft',
    method: 'DELETE',
    path: itemPath,
    tag,
    summary: 'Throw away what one has kept for a work item',
    access,
    params: ofItem,
    status: 204,
  }),
  saveStartDraft: operation({
    id: 'saveStartDraft',
    method: 'PUT',
    path: processPath,
    tag,
    summary: 'Keep what was filled in for starting a process, instead of what was kept before',
    access,
    params: ofProcess,
    body: content,
    result: z.strictObject({ savedAt: momentSchema }),
  }),
  readStartDraft: operation({
    id: 'readStartDraft',
    method: 'GET',
    path: processPath,
    tag,
    summary: 'What one has kept for starting a process',
    access,
    params: ofProcess,
    result: draft,
  }),
  dropStartDraft: operation({
    id: 'dropStartDraft',
    method: 'DELETE',
    path: processPath,
    tag,
    summary: 'Throw away what one has kept for starting a process',
    access,
    params: ofProcess,
    status: 204,
  }),
};
