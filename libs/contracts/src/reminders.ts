import { z } from 'zod';
import { operation } from './operation.js';
import { idSchema, momentSchema, pageOf, pageQuery } from './values.js';

const kind = z
  .enum(['opened', 'returned', 'soon', 'overdue', 'urged'])
  .describe('New work, work that came back (退回), due soon (临期), late (超期), urged (催办)');
const channel = z.enum(['inApp', 'mail', 'webhook']);
const channels = z.array(channel).max(3);
const mail = z.email({ error: 'the address of a mailbox' }).max(200).nullable();

const reminder = z
  .strictObject({
    id: idSchema,
    kind,
    instance: z.string(),
    item: z.string(),
    process: z.string(),
    name: z.string().describe('Of the work item'),
    number: z.string().nullable().describe('Of the instance'),
    at: momentSchema,
    isRead: z.boolean(),
  })
  .meta({ id: 'Reminder' });

const settings = {
  mail: mail.describe('Where e-mails go; null: nowhere'),
  kinds: z
    .strictObject({ opened: channels, returned: channels, soon: channels, overdue: channels, urged: channels })
    .describe('By what one is told of each'),
};
const tag = 'reminders';
const access = 'person';

/** What people are told of their work without looking (提醒). Each sees and sets their own alone. */
export const reminderOperations = {
  listReminders: operation({
    id: 'listReminders',
    method: 'GET',
    path: '/reminders',
    tag,
    summary: 'What the signed-in person was told of, newest first',
    access,
    query: z.strictObject({ ...pageQuery, unread: z.literal('true').exactOptional() }),
    result: pageOf(reminder),
  }),
  countReminders: operation({
    id: 'countReminders',
    method: 'GET',
    path: '/reminders/count',
    tag,
    summary: 'How much of it is unread, counted up to 100',
    access,
    result: z.strictObject({ unread: z.int() }),
  }),
  readReminders: operation({
    id: 'readReminders',
    method: 'POST',
    path: '/reminders/read',
    tag,
    summary: 'Say that one has read some of it, or, without ids, all of it',
    access,
    body: z.strictObject({ ids: z.array(idSchema).min(1).max(200).exactOptional() }),
    result: z.strictObject({ read: z.int() }),
  }),
  readReminderSettings: operation({
    id: 'readReminderSettings',
    method: 'GET',
    path: '/reminders/settings',
    tag,
    summary: 'By what the signed-in person is told of what, and what this server can do',
    access,
    result: z.strictObject({
      ...settings,
      channels: z.array(channel).describe('Those that the server has'),
      mailDomains: z.array(z.string()).describe('Domains that e-mails may go to'),
    }),
  }),
  saveReminderSettings: operation({
    id: 'saveReminderSettings',
    method: 'PUT',
    path: '/reminders/settings',
    tag,
    summary: 'Choose by what one is told of what',
    detail: 'E-mails go only to the domains that the server names. What was told before stays as it is.',
    access,
    body: z.strictObject(settings),
    result: z.strictObject({ savedAt: momentSchema }),
  }),
};
