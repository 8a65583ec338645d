import type { OrganisationView, Surroundings } from '@quanheng/runtime/ports';
import type { Logger } from 'pino';
import type { Storage } from '../compose/storage.js';
import type { Config } from '../configuration/index.js';
import type { Metrics } from '../observe/index.js';
import { ReminderFinder } from './finder.js';
import { mailCarrier } from './mail.js';
import { Postman } from './postman.js';
import { Reminder } from './reminder.js';
import type { Channel } from './settings.js';
import { webhookCarrier } from './webhook.js';

export interface ReminderHost {
  readonly config: Config;
  readonly storage: Pick<Storage, 'reminders' | 'personal' | 'queries'>;
  readonly organisation: { view(unit: string): Promise<OrganisationView> };
  readonly surroundings: Surroundings;
  readonly metrics: Metrics;
  readonly logger: Logger;
}

/** What reminders go out by, besides the product itself. */
export function reminderChannels({ reminders }: Config): readonly Channel[] {
  return [
    'inApp',
    ...(reminders.smtp === undefined ? [] : (['mail'] as const)),
    ...(reminders.webhook === undefined ? [] : (['webhook'] as const)),
  ];
}

/** Domains, in lower case, that e-mails may go to. */
export function mailDomains({ reminders: { mailDomains: named, from } }: Config): readonly string[] {
  const own = from?.split('@').at(-1);
  return (named.length > 0 || own === undefined ? named : [own]).map((domain) => domain.toLowerCase());
}

/** @throws StartError when the configuration names what may not be called. */
export function composeReminder(
  host: ReminderHost,
): (address: string | null) => { start(): void; stop(): Promise<void> } {
  const { config, storage, organisation, surroundings, metrics, logger } = host;
  const { reminders, personal, queries } = storage;
  const mail = mailCarrier(config);
  const webhook = webhookCarrier(config, () => surroundings.now());
  const carriers = { ...(mail === null ? {} : { mail }), ...(webhook === null ? {} : { webhook }) };
  const finder = new ReminderFinder({
    ...{ reminders, personal, queries, organisation },
    channels: reminderChannels(config),
  });
  return (address) => {
    const postman = new Postman({ reminders, queries, carriers, address, surroundings, logger });
    const every = config.reminders.seconds * 1000;
    const reminder = new Reminder({ finder, postman, every, surroundings, metrics, logger });
    return {
      start: () => reminder.start(),
      stop: async () => {
        for (const carrier of Object.values(carriers)) carrier.close();
        await reminder.stop();
      },
    };
  };
}
