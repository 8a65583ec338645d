import { z } from 'zod';
import { operation } from './operation.js';
import { keySchema, momentSchema } from './values.js';

/** Views that one person may keep, of all boxes together. */
export const MOST_SAVED_VIEWS = 48;

const box = z.enum(['todo', 'to-read', 'done', 'mine', 'cc', 'drafts']).describe('The box, as its page is called');
/** It is shown in a list and stands in an address. */
const name = z.string().regex(/^[\p{L}\p{N}][\p{L}\p{M}\p{N} ·—_()（）、-]{0,39}$/u, {
  error: 'a name has 1 to 40 letters, digits, blanks, dashes and brackets, and begins with a letter or digit',
});
const filters = z.strictObject({
  find: z.string().max(200).exactOptional().describe('Words that a line has to hold'),
  when: z.enum(['soon', 'overdue']).exactOptional().describe('By which time work is due'),
  process: keySchema.exactOptional(),
});
const params = z.strictObject({ box, name });
const tag = 'saved views';
const access = 'person';

/** Filters of a box under a name (视图): theirs alone who saved them. */
export const savedViewOperations = {
  listSavedViews: operation({
    id: 'listSavedViews',
    method: 'GET',
    path: '/saved-views',
    tag,
    summary: 'The views that the signed-in person has saved, by box and name',
    access,
    result: z.strictObject({ items: z.array(z.strictObject({ box, name, filters, savedAt: momentSchema })) }),
  }),
  saveView: operation({
    id: 'saveView',
    method: 'PUT',
    path: '/saved-views/{box}/{name}',
    tag,
    summary: 'Keep the filters of a box under a name, instead of what was kept under it before',
    detail: `At most ${MOST_SAVED_VIEWS} a person; one more is a \`conflict\`.`,
    access,
    params,
    body: filters,
    result: z.strictObject({ savedAt: momentSchema }),
  }),
  dropView: operation({
    id: 'dropView',
    method: 'DELETE',
    path: '/saved-views/{box}/{name}',
    tag,
    summary: 'Throw a saved view away',
    access,
    params,
    status: 204,
  }),
};
