export { composeReminder, mailDomains, reminderChannels } from './compose.js';
export { ReminderFinder, type FinderParts } from './finder.js';
export { Postman, type Carrier, type PostmanParts } from './postman.js';
export {
  REMINDER_KINDS,
  REMINDERS,
  settingsFrom,
  USUAL_SETTINGS,
  type Channel,
  type ReminderSettings,
} from './settings.js';
export { mailCarrier } from './mail.js';
export { webhookCarrier } from './webhook.js';
