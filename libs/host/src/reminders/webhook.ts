import { createHmac } from 'node:crypto';
import { AllowList, callHttp, type AllowedHost } from '@quanheng/jobs';
import { StartError } from '../compose/start-error.js';
import type { Config } from '../configuration/index.js';
import type { Carrier } from './postman.js';
import type { Message } from './words.js';

const CONNECT_WITHIN = 5_000;
const ANSWER_WITHIN = 15_000;
const MOST_BYTES = 64 * 1024;

/**
 * Sends JSON to the configured address, signed as Standard Webhooks says (`webhook-id`, `webhook-timestamp`, `webhook-signature`); null: there is none.
 * What is sent again bears the same id. @throws StartError when the host is not allowed.
 */
export function webhookCarrier({ reminders, jobs }: Config, now: () => number): Carrier | null {
  const { webhook, webhookSecret } = reminders;
  if (webhook === undefined || webhookSecret === undefined) return null;
  const url = new URL(webhook);
  const hosts = allowed(url, jobs.hosts);
  const ending = new AbortController();
  return {
    carry: async (message) => {
      const body = bodyOf(message);
      const id = message.reminder.id;
      const timestamp = String(Math.floor(now() / 1000));
      const signature = createHmac('sha256', webhookSecret.reveal()).update(`${id}.${timestamp}.${body}`, 'utf8');
      const { status } = await callHttp(
        {
          ...{ method: 'POST', url, body, signal: ending.signal },
          headers: {
            'content-type': 'application/json',
            'user-agent': 'quanheng',
            'webhook-id': id,
            'webhook-timestamp': timestamp,
            'webhook-signature': `v1,${signature.digest('base64')}`,
          },
          ...{ connectTimeout: CONNECT_WITHIN, timeout: ANSWER_WITHIN, maxBytes: MOST_BYTES },
        },
        hosts,
      );
      if (status < 200 || status > 299) throw new Error(`${url.host} answered ${status}.`);
    },
    close: () => ending.abort(),
  };
}

function allowed(url: URL, hosts: Config['jobs']['hosts']): AllowList {
  try {
    const list = new AllowList(
      hosts.map(({ host, private: isPrivate }): AllowedHost =>
        isPrivate === undefined ? { host } : { host, private: isPrivate },
      ),
    );
    list.check(url);
    return list;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new StartError(`QH_WEBHOOK_URL: ${why} Name it in jobs.hosts.`, { cause: error });
  }
}

function bodyOf({ reminder, title, link }: Message): string {
  const { unit, person, kind, instance, item, process, name: step, number, at } = reminder;
  return JSON.stringify({
    type: `reminder.${kind}`,
    unit,
    person,
    instance,
    item,
    process,
    title,
    number,
    step,
    link,
    at,
  });
}
